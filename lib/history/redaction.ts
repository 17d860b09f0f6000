/** Which versions of a story aren't to be shown, because its editor says so. */
import type { Redaction } from '#lib/edition/model.ts';
import type { PublicVersion } from './versions.ts';

/** Versions are told apart by the minute: so the page shows their instants. */
const minuteOf = (instant: number) => Math.floor(instant / 60_000);

/** The version that a redaction names; nothing if there is none. */
export function redactedBy(
  { at, commit }: Redaction,
  versions: readonly PublicVersion[],
): PublicVersion | undefined {
  return versions.find(({ since, commits }) =>
    commit === undefined
      ? minuteOf(since) === minuteOf(Date.parse(at ?? ''))
      : commits.some((each) => each.startsWith(commit)),
  );
}

/**
 * Versions that aren't to be shown, each with the reason. A redaction that names no version may mean any of them, since
 * a branch that was rebuilt has other commits and instants: then none is shown.
 */
export function redactedAmong(
  redactions: readonly Redaction[],
  versions: readonly PublicVersion[],
): Map<PublicVersion, string | undefined> {
  const named = redactions.map((redaction) => ({ ...redaction, version: redactedBy(redaction, versions) }));
  const isSure = named.every(({ version }) => version !== undefined);
  const redacted = new Map<PublicVersion, string | undefined>(
    isSure ? [] : versions.map((version) => [version, undefined]),
  );
  for (const { version, reason } of named) if (version) redacted.set(version, reason);
  return redacted;
}

/** Page tokens: who has one has opened the page it is for, so that nobody pings for what they didn't open. */
import type { Sealer } from '#lib/settings/secret.ts';

/** Longer than any page is read without being opened again, in seconds. */
const lasts = 24 * 3600;

export type PageToken = Readonly<{ id: number; day: number; at: number }>;

export function sealToken({ seal }: Sealer, { id, day, at }: PageToken): string {
  return seal([id, day, at].map((number) => number.toString(36)).join('.'));
}

/** What a token says; nothing if it isn't ours. `expired` if it was, once; `second` is now. */
export function openToken(
  { open }: Sealer,
  token: string,
  second: number,
): PageToken | 'expired' | undefined {
  const text = open(token);
  if (text === undefined) return undefined;
  const [id = Number.NaN, day = Number.NaN, at = Number.NaN] = text
    .split('.')
    .map((part) => Number.parseInt(part, 36));
  return second - at > lasts ? 'expired' : { id, day, at };
}

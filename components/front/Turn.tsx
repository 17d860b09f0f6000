/** The way to newer and older pages. */
import type { Turning } from '#lib/edition/lists.ts';

type Props = Readonly<{
  turning: Turning;
  addressOf: (page?: number) => string;
  /** What stands on this page, in words: a number would say less. */
  here: string;
}>;

export function Turn({ turning: { older, newer }, addressOf, here }: Props) {
  if (older === undefined && newer === undefined) return null;
  return (
    <nav className="pages" aria-label="Pages">
      {newer !== undefined && (
        <a href={addressOf(newer === 'first' ? undefined : newer)} rel="prev">
          Newer
        </a>
      )}
      <span>{here}</span>
      {older !== undefined && (
        <a href={addressOf(older)} rel="next">
          Older
        </a>
      )}
    </nav>
  );
}

/** How a figure stands to the one before: by a sign, a percentage and the figure itself. */
import type { Compared } from './compared.ts';

const signs = { up: 'M5 0 10 8H0Z', down: 'M5 8 0 0H10Z', same: '' } as const;

export function Change({ before, change }: Pick<Compared, 'before' | 'change'>) {
  if (before === undefined) return 'Nothing before';
  if (change?.way === 'same') return 'As before';
  return (
    <>
      {change && (
        <b className="change">
          <svg viewBox="0 0 10 8" aria-hidden="true" focusable="false">
            <path d={signs[change.way]} />
          </svg>
          {change.text}
        </b>
      )}{' '}
      from {before}
    </>
  );
}

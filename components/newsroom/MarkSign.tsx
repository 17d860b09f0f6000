/** The sign of what the newsroom did: a shape for each kind, so that it isn’t told by colour alone. */
import type { MarkKind } from '#lib/audience/shapes.ts';

const shapes: Readonly<Record<MarkKind, string>> = {
  published: 'M6 1a5 5 0 1 1 0 10a5 5 0 1 1 0-10Z',
  updated: 'M6 1a5 5 0 1 1 0 10a5 5 0 1 1 0-10ZM6 4a2 2 0 1 0 0 4a2 2 0 1 0 0-4Z',
  corrected: 'M6 0 12 6 6 12 0 6Z',
  headline: 'M1 1H11V4H7.5V11H4.5V4H1Z',
};

type Props = { kind: MarkKind; x?: number; y?: number; size?: number };

export function MarkSign({ kind, x, y, size }: Props) {
  return (
    <svg
      className={`mark-sign mark-${kind}`}
      viewBox="0 0 12 12"
      x={x}
      y={y}
      width={size}
      height={size}
      aria-hidden="true"
      focusable="false"
    >
      <path d={shapes[kind]} fillRule="evenodd" />
    </svg>
  );
}

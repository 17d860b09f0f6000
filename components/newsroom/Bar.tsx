/** A bar as long as its share of the longest, drawn with attributes: the page’s policy allows no inline style. */

type Props = { value: number; most: number };

export function Bar({ value, most }: Props) {
  const width = most > 0 ? Math.min(100, Math.round((value / most) * 1000) / 10) : 0;
  return (
    <svg className="bar" aria-hidden="true" focusable="false">
      <rect className="bar-whole" width="100%" height="100%" />
      {width > 0 && <rect className="bar-part" width={`${width}%`} height="100%" />}
    </svg>
  );
}

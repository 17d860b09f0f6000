/** A chart and the table behind it. Drawn with attributes only: the page's policy allows no inline style. */
import type { Element } from 'hast';
import { chartTable } from '#lib/metadata/table.ts';
import type { wordsIn } from '#lib/metadata/words.ts';
import { Bars } from './Bars.tsx';
import { Lines } from './Lines.tsx';

type Props = { kind: 'bar' | 'line'; title: string; unit?: string; source: string; caption?: string };

export function ChartOf({ node, words }: { node?: Element; words: ReturnType<typeof wordsIn> }) {
  if (!node) return null;
  const { kind, title, unit, source, caption } = node.properties as Props;
  const table = chartTable(node);
  return (
    <figure className={`chart chart-${kind}`}>
      <p className="box-title">
        {title}
        {unit && <span className="unit">, {unit}</span>}
      </p>
      {kind === 'bar' ? (
        <Bars table={table} title={title} />
      ) : (
        <Lines table={table} title={title} words={words} />
      )}
      <figcaption>
        {caption && `${caption} `}
        <small>
          {words.source}: {source}
        </small>
      </figcaption>
    </figure>
  );
}

/** A chart and the table behind it. Drawn with attributes only: the page's policy allows no inline style. */
import type { Element } from 'hast';
import { Text } from '#components/site/Text.tsx';
import { chartTable } from '#lib/metadata/table.ts';
import { wordsIn } from '#lib/words/story.ts';
import { Bars } from './Bars.tsx';
import { Lines } from './Lines.tsx';

type Props = { kind: 'bar' | 'line'; title: string; unit?: string; source: string; caption?: string };

export function ChartOf({ node, lang }: { node?: Element; lang: string }) {
  if (!node) return null;
  const words = wordsIn(lang);
  const { kind, title, unit, source, caption } = node.properties as Props;
  const table = chartTable(node);
  return (
    <figure className={`chart chart-${kind}`}>
      <p className="box-title">
        <Text lang={lang}>{title}</Text>
        {unit && (
          <span className="unit">
            {words.comma}
            <Text lang={lang}>{unit}</Text>
          </span>
        )}
      </p>
      {kind === 'bar' ? (
        <Bars table={table} title={title} />
      ) : (
        <Lines table={table} title={title} words={words} />
      )}
      <figcaption>
        {caption && <Text lang={lang}>{`${caption} `}</Text>}
        <small>
          {words.source}
          {words.colon}
          <Text lang={lang}>{source}</Text>
        </small>
      </figcaption>
    </figure>
  );
}

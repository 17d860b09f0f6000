/** What pages of the archive have in common: stories as lines, and the way to what came before and after. */
import { Text } from '#components/site/Text.tsx';
import { archiveAddress } from '#lib/edition/archive.ts';
import type { StoryLine } from '#lib/edition/lines.ts';

export function Lines({ lines }: { lines: readonly StoryLine[] }) {
  return (
    <ul>
      {lines.map(({ story, headline, lang }) => (
        <li key={story}>
          <a href={`/articles/${story}`} lang={lang}>
            <Text lang={lang}>{headline}</Text>
          </a>
        </li>
      ))}
    </ul>
  );
}

export const counted = (stories: number) =>
  stories === 1 ? '1 story' : `${stories.toLocaleString('en')} stories`;

type AroundProps = Readonly<{
  /** What is turned: months, days. */
  label: string;
  older?: string;
  newer?: string;
  named: (date: string) => string;
  up: Readonly<{ name: string; date?: string }>;
}>;

export function Around({ label, older, newer, named, up }: AroundProps) {
  return (
    <nav className="pages" aria-label={label}>
      {newer && (
        <a href={archiveAddress(newer)} rel="prev">
          {named(newer)}
        </a>
      )}
      <a href={archiveAddress(up.date)}>{up.name}</a>
      {older && (
        <a href={archiveAddress(older)} rel="next">
          {named(older)}
        </a>
      )}
    </nav>
  );
}

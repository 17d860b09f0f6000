/** Live stories that go on while the tests run: their entries are of the last hours, so they are written then. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { stringify } from 'yaml';

/** As it was written when the tests began. */
export const liveSlug = 'it-goes-on';
/** To be written again by one test. */
export const changingSlug = 'it-changes';
const hour = 3_600_000;

export type TestEntry = Readonly<{ at: Date; title?: string; key?: boolean; text: string }>;

/** Newest first, of more than one day whenever it is, and with much that is hard to lay out. */
export function entriesBefore(now: number): TestEntry[] {
  const at = (hoursAgo: number) => new Date(Math.floor((now - hoursAgo * hour) / 1000) * 1000);
  const filler = Array.from({ length: 6 }, (_, number) => ({
    at: at(17 + number),
    title: `Entry of ${17 + number} hours ago`,
    text: 'A sentence that is long enough to be read for a while. '.repeat(12),
  }));
  return [
    {
      at: at(1),
      title: 'The newest entry: 新的消息 and "quotes"',
      key: true,
      text: '### A part of it\n\nText.\n\n<Note label="Aside">\n\nA note in an entry.\n\n</Note>',
    },
    { at: at(2), text: 'An entry without a title.' },
    {
      at: at(16),
      title: 'AnEntryWithAVeryLongWordInItsTitleThatHasToBreakSomewhereOrThePageScrollsSideways',
      text: '| a | b |\n|---|--:|\n| https://example.org/a/very/long/address/that/does/not/break | 1 |',
    },
    ...filler,
    { at: at(40), title: 'The first entry', key: true, text: '### A part of it\n\nThe first text.' },
  ];
}

/** The story's file. It is published long ago, so that it stands below everything that other tests look at. */
function liveStory(slug: string, entries: readonly TestEntry[]): string {
  const front = {
    id: slug,
    headline: 'A story that goes on, with entries of every sort',
    standfirst: 'It has an introduction, key points, two days and what is hard to lay out.',
    kind: 'live',
    section: 'north',
    authors: ['desk-one'],
    publishedAt: '2020-01-03T09:00:00+08:00',
    status: 'published',
    place: 'Beijing',
    formerly: [`${slug}-once`],
  };
  const blocks = entries.map(({ at, title, key, text }) => {
    const props = `at="${at.toISOString()}"${title ? ` title="${title.replaceAll('"', '&quot;')}"` : ''}${key ? ' key' : ''}`;
    return `<Entry ${props}>\n\n${text}\n\n</Entry>`;
  });
  const introduction = 'The introduction, with a footnote.[^1]';
  const note = '[^1]: The footnote of the introduction.';
  return `---\n${stringify(front, { lineWidth: 0 })}---\n\n${[introduction, ...blocks, note].join('\n\n')}\n`;
}

export function writeLiveStory(contentDir: string, slug: string, entries: readonly TestEntry[]): void {
  const folder = path.join(contentDir, 'stories', '2020', '01');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, `${slug}.mdx`), liveStory(slug, entries));
}

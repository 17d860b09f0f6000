/** One synthetic story as the text of its file: front matter and a body that uses the whole vocabulary now and then. */
import { stringify } from 'yaml';
import { capital, chineseParagraph, chineseSentence, clause, paragraph, phrase, sentence } from './prose.ts';
import type { Random } from './random.ts';

export type Surroundings = Readonly<{
  sections: readonly string[];
  topics: readonly string[];
  authors: readonly string[];
  /** Pictures as a story names them: relative to its own folder. */
  pictures: readonly string[];
}>;

const kinds = ['news', 'news', 'analysis', 'explainer', 'opinion'];
const credit = 'Synthetic';

/** Story number `index`; ten minutes lie between one and the next, backwards from `newest`. */
export function storyText(index: number, newest: Date, random: Random, around: Surroundings) {
  const chinese = random.below(10) === 0;
  const publishedAt = new Date(newest.getTime() - index * 600_000);
  const isLive = index % 50 === 25;
  const front = {
    id: `synthetic-${index}`,
    headline: headline(index, chinese, random),
    standfirst: chinese ? chineseSentence(random) : sentence(random),
    kicker: chinese ? '测试' : capital(phrase(random).slice(4, 40)),
    kind: isLive ? 'live' : random.pick(kinds),
    section: random.pick(around.sections),
    topics: unique([random.pick(around.topics), random.pick(around.topics)]),
    authors: [random.pick(around.authors)],
    publishedAt: instant(publishedAt),
    ...(random.below(6) === 0 ? { updatedAt: instant(new Date(publishedAt.getTime() + 5_400_000)) } : {}),
    status: 'published',
    ...(chinese ? { lang: 'zh-Hans' } : {}),
    ...(random.below(5) > 0 ? { lead: figure(random, around) } : {}),
    ...(random.below(4) === 0 ? { place: 'Nowhere' } : {}),
    sources: [{ title: 'Made by a program', note: 'synthetic, for load and tests' }],
  };
  const length = 4 + random.below(14);
  const blocks = isLive
    ? entries(length, publishedAt, chinese, random)
    : Array.from({ length }, (_, at) => block(at, chinese, random, around));
  return { publishedAt, text: `---\n${stringify(front, { lineWidth: 0 })}---\n\n${blocks.join('\n\n')}\n` };
}

/** Seconds and zone, no milliseconds, as an editor would write it. */
const instant = (at: Date) => at.toISOString().replace(/\.\d+Z$/, 'Z');
const unique = (list: readonly string[]) => [...new Set(list)];

function headline(index: number, chinese: boolean, random: Random): string {
  const text = chinese ? chineseSentence(random).replace('。', '') : capital(clause(random));
  return `${text}${random.below(8) === 0 && !chinese ? `, ${clause(random)}` : ''} (${index})`.slice(0, 110);
}

function figure(random: Random, { pictures }: Surroundings) {
  const alt = `A plain field of colour: ${phrase(random)}`;
  return { src: random.pick(pictures), alt, credit, rights: 'CC0', focus: `${random.below(100)}% 50%` };
}

function block(at: number, chinese: boolean, random: Random, around: Surroundings): string {
  const text = () => (chinese ? chineseParagraph(random) : paragraph(random));
  if (at % 5 === 3)
    return `## ${chinese ? chineseSentence(random).replace('。', '') : capital(phrase(random))}`;
  if (at < 2) return text();
  return random.below(4) === 0 ? component(random, text, around) : text();
}

/** Newest first, five minutes apart from the publication on. */
function entries(length: number, publishedAt: Date, chinese: boolean, random: Random): string[] {
  const text = () => (chinese ? chineseParagraph(random) : paragraph(random));
  return Array.from({ length }, (_, at) => {
    const when = instant(new Date(publishedAt.getTime() + (length - at) * 300_000));
    const title = chinese ? chineseSentence(random).replace('。', '') : capital(clause(random));
    const key = random.below(3) === 0 ? ' key' : '';
    return `<Entry at="${when}" title="${title}"${key}>\n\n${text()}\n\n</Entry>`;
  });
}

function component(random: Random, text: () => string, around: Surroundings): string {
  const numbers = Array.from({ length: 5 }, (_, row) => `| ${row + 1} | ${random.below(1000) / 10} |`);
  const table = `| Part | Value |\n|---|---|\n${numbers.join('\n')}`;
  const { src, alt } = figure(random, around);
  return random.pick([
    `<PullQuote>\n\n${text()}\n\n</PullQuote>`,
    `<FactBox title="Facts">\n\n- ${sentence(random)}\n- ${sentence(random)}\n\n</FactBox>`,
    `<Note>\n\n${text()}\n\n</Note>`,
    `<Chart kind="${random.pick(['bar', 'line'])}" title="${capital(phrase(random))}" source="${credit}">\n\n${table}\n\n</Chart>`,
    `<Timeline title="Steps">\n  <Event date="1912">${sentence(random)}</Event>\n  <Event date="1949-10-01">${sentence(random)}</Event>\n</Timeline>`,
    `<LocatorMap alt="A map with two places">\n  <Place name="One" lat="${20 + random.below(20)}" lon="${80 + random.below(20)}" />\n  <Place name="Two" lat="${30 + random.below(15)}" lon="${105 + random.below(15)}" side="left" />\n</LocatorMap>`,
    `<Figure src="${src}" alt="${alt}" credit="${credit}" rights="CC0" />`,
    table,
    `1. ${sentence(random)}\n2. ${sentence(random)}`,
    `> ${sentence(random)}`,
  ]);
}

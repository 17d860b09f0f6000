/** Writes a whole synthetic content folder, for load and tests; the same seed gives the same bytes. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { stringify } from 'yaml';
import { capital, paragraph, sentence } from './prose.ts';
import { type Random, randomFrom } from './random.ts';
import { storyText } from './story.ts';

type Options = Readonly<{
  folder: string;
  /** How many stories. */
  count: number;
  seed: number;
  onProgress?: (done: number) => void;
}>;

const newest = new Date('2026-11-20T12:00:00Z');
const sections = ['north', 'south', 'east', 'west', 'coast', 'inland'];
const topics = Array.from({ length: 24 }, (_, index) => `topic-${index + 1}`);
const authors = ['desk-one', 'desk-two', 'desk-three', 'desk-four'];
const pictureCount = 6;
const pages = ['about', 'privacy', 'accessibility', 'corrections-policy'];

/** Writes into a folder that may not exist yet. What is there already with the same name is replaced. */
export async function writeCorpus({ folder, count, seed, onProgress }: Options): Promise<void> {
  const random = randomFrom(seed);
  const write = (file: string, content: string | Uint8Array) => {
    const target = path.join(folder, file);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, content);
  };
  writeSurroundings(write, random);
  for (let index = 0; index < pictureCount; index++)
    write(`pictures/${index}.png`, await plainPicture(random));
  const pictures = Array.from({ length: pictureCount }, (_, index) => `../../../pictures/${index}.png`);
  for (let index = 0; index < count; index++) {
    const { publishedAt, text } = storyText(index, newest, random, { sections, topics, authors, pictures });
    const month = publishedAt.toISOString().slice(0, 7).replace('-', '/');
    write(`stories/${month}/synthetic-story-${index}.mdx`, text);
    if ((index + 1) % 500 === 0) onProgress?.(index + 1);
  }
}

function writeSurroundings(write: (file: string, text: string) => void, random: Random): void {
  const site = {
    name: 'Synthetic Times',
    tagline: 'Made by a program',
    description: 'Synthetic stories for load and tests.',
    lang: 'en',
    timeZone: 'Asia/Shanghai',
    publisher: 'Nobody',
    audience: { mode: 'daily' },
  };
  write('site.yml', stringify(site));
  for (const [index, slug] of sections.entries())
    write(
      `sections/${slug}.yml`,
      stringify({ name: capital(slug), description: sentence(random), order: index }),
    );
  for (const slug of topics)
    write(
      `topics/${slug}.yml`,
      stringify({ name: capital(slug.replace('-', ' ')), description: sentence(random) }),
    );
  for (const slug of authors)
    write(
      `authors/${slug}.yml`,
      stringify({ name: capital(slug.replace('-', ' ')), kind: 'desk', description: sentence(random) }),
    );
  for (const slug of pages) {
    const front = {
      title: capital(slug.replace('-', ' ')),
      description: sentence(random),
      updatedAt: newest.toISOString(),
    };
    const heading = slug === 'corrections-policy' ? '## Report an error\n\n' : '';
    const notice = slug === 'privacy' ? '\n<AudienceNotice />\n' : '';
    write(`pages/${slug}.mdx`, `---\n${stringify(front)}---\n\n${heading}${paragraph(random)}\n${notice}`);
  }
}

/** A PNG of 1600 × 1067 with two colours: cheap to make, and unlike the others. */
function plainPicture(random: Random): Promise<Buffer> {
  const colour = () => ({ r: random.below(256), g: random.below(256), b: random.below(256) });
  const band = { create: { width: 1600, height: 300, channels: 3 as const, background: colour() } };
  return sharp({ create: { width: 1600, height: 1067, channels: 3, background: colour() } })
    .composite([{ input: band, left: 0, top: random.below(700) }])
    .png()
    .toBuffer();
}

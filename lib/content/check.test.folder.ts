/** Test data: a content folder on which bad files can lean, and pictures of every sort. */
import { mkdirSync, mkdtempSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { goodFields } from './check.test.fields.ts';

export const storiesFolder = 'stories/2026/11';

/** The lines of the good story with another id, other fields and another body. */
export function story(
  id: string,
  { change = {}, add = [], body = 'The body.' }: Partial<StoryChange> = {},
): string {
  const fields = goodFields.flatMap((line) => {
    const field = line.split(':')[0] ?? '';
    if (field === 'id' && !('id' in change)) return `id: ${id}`;
    return field in change ? (change[field] ?? '') : line;
  });
  fields.splice(10, 0, ...add);
  return `${[...fields, body].join('\n')}\n`;
}
type StoryChange = {
  change: Readonly<Record<string, string | undefined>>;
  add: readonly string[];
  body: string;
};

export type Files = Record<string, string | Uint8Array>;

/** Everything that a good story refers to, and the stories that others link to. */
export function goodFolder(): Files {
  const status = (name: string) => ({ status: `status: ${name}` });
  const at = (slug: string) => `${storiesFolder}/${slug}.mdx`;
  return {
    'site.yml': [
      'name: Test Post',
      'tagline: Tested',
      'description: A newspaper for tests.',
      'lang: en',
      'timeZone: Asia/Shanghai',
      'publisher: Test Post',
      '',
    ].join('\n'),
    'sections/china.yml': 'name: China\ndescription: The country.\norder: 1\n',
    'topics/time.yml': 'name: Time\ndescription: Clocks.\n',
    'authors/desk.yml': 'name: The Desk\nkind: desk\ndescription: All of us.\n',
    'pages/about.mdx':
      '---\ntitle: About\ndescription: Who we are.\nupdatedAt: 2026-11-24T09:00:00+08:00\n---\n\nText.\n',
    [at('good-story')]: story('good-story', {
      add: ['formerly: [old-name]'],
      body: '## Part 1\n\nText.\n\n## Part 2\n\nText.',
    }),
    [at('a-draft')]: story('a-draft', { change: status('draft') }),
    [at('a-withdrawn-story')]: story('a-withdrawn-story', {
      change: status('withdrawn'),
      add: ['withdrawnReason: It was wrong.'],
    }),
    [at('embargoed')]: story('embargoed', { add: ['embargoUntil: 2026-12-24T09:00:00Z'] }),
    [at('expiring')]: story('expiring', { add: ['expiresAt: 2027-01-01T00:00:00Z'] }),
  };
}

const plain = (width: number, height: number) =>
  sharp(Buffer.alloc(width * height), { raw: { width, height, channels: 1 } });

/** Pictures by file name: right, too small, too large, cut off, and not what they are called. */
export async function pictures(): Promise<Files> {
  const wide = await plain(1200, 630).png().toBuffer();
  const photograph = await plain(1200, 630).jpeg().toBuffer();
  return {
    'wide.png': wide,
    'wider.png': await plain(1300, 630).png().toBuffer(),
    'narrow.png': await plain(1199, 630).png().toBuffer(),
    'vast.png': await plain(8000, 5001).png({ compressionLevel: 1 }).toBuffer(),
    'disguised.png': photograph,
    'text.png': 'not a picture',
    'cut-off.png': wide.subarray(0, wide.length - 200),
    'on-its-side.jpg': await plain(800, 1300).jpeg().withMetadata({ orientation: 6 }).toBuffer(),
  };
}

/** Writes files under a new folder and gives its path. */
export function folderOf(files: Files): string {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'china-topix-content-')));
  for (const [file, content] of Object.entries(files)) put(folder, file, content);
  return folder;
}

export function put(folder: string, file: string, content: string | Uint8Array): void {
  const target = path.join(folder, file);
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, content);
}

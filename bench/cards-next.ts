/** The plain way to draw a card: a route of a Next.js app that answers with next/og's ImageResponse. */
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Card, cardSizes } from '#lib/cards/card.ts';
import { titlePhotoWidth } from '#lib/cards/sheet-title.tsx';
import { portAt } from './extent.ts';
import type { Row } from './figures.ts';
import { median, quantile, startProgram } from './portal.ts';
import { nextPackages } from './publish-peers-next.ts';
import { installPackages, run, writeInto } from './publish-peers-site.ts';

const warmUps = 3;
const { width, height } = cardSizes.title;
const next = 'node_modules/next/dist/bin/next';
const bold = 'node_modules/@fontsource/source-serif-4/files/source-serif-4-latin-700-normal.woff';

const layout = `export default function Layout({ children }) {
  return <html lang="en"><body>{children}</body></html>;
}
`;

/** Each number is another card, as each story's is: nothing of it can be remembered. */
const route = `import { readFile } from 'node:fs/promises';
import { ImageResponse } from 'next/og';
import card from '../../../card.json';
export async function GET(_, { params }) {
  const { n } = await params;
  const [data, photo] = await Promise.all([readFile('card/font.woff'), readFile('card/photo')]);
  const src = \`data:image/jpeg;base64,\${photo.toString('base64')}\`;
  return new ImageResponse(
    <div style={{ width: '100%', height: '100%', display: 'flex', background: '#fffdf8' }}>
      <div style={{ width: ${width - titlePhotoWidth}, display: 'flex', flexDirection: 'column', justifyContent: 'space-between', padding: 56 }}>
        <div style={{ fontSize: 42 }}>{card.site}</div>
        <div style={{ fontSize: 32 }}>{card.overline}</div>
        <div style={{ fontSize: 52, lineHeight: 1.12 }}>{\`\${card.headline} \${n}\`}</div>
        <div style={{ fontSize: 28 }}>{card.byline}</div>
      </div>
      <img src={src} width={${titlePhotoWidth}} height={${height}} style={{ objectFit: 'cover' }} />
    </div>,
    { width: ${width}, height: ${height}, fonts: [{ name: 'Serif', data, weight: 700 }] },
  );
}
`;

type Job = Readonly<{ contentDir: string; card: Card; count: number }>;

/** One request at a time, as ours are asked. Throws if the app can't be had or built, or doesn't answer with a PNG. */
export async function cardsOfPlainNext({ contentDir, card, count }: Job): Promise<Row> {
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-cards-next-'));
  try {
    console.log('The plain route: installing and building into a temporary folder.');
    await installPackages(folder, nextPackages);
    writeInto(folder, 'next.config.js', 'export default { turbopack: { root: import.meta.dirname } };\n');
    writeInto(folder, 'app/layout.jsx', layout);
    writeInto(folder, 'app/og/[n]/route.jsx', route);
    const { site, overline, headline, byline } = card;
    writeInto(folder, 'card.json', JSON.stringify({ site, overline, headline, byline }));
    mkdirSync(path.join(folder, 'card'));
    copyFileSync(bold, path.join(folder, 'card/font.woff'));
    copyFileSync(path.join(contentDir, card.picture?.file ?? ''), path.join(folder, 'card/photo'));
    await run(folder, { program: process.execPath, argv: [next, 'build'] });
    const port = portAt(6);
    const argv = [next, 'start', '-H', '127.0.0.1', '-p', String(port)];
    const server = await startProgram({
      folder,
      program: process.execPath,
      argv,
      url: `http://127.0.0.1:${port}/og/0`,
    });
    try {
      return await measured(port, count);
    } finally {
      await server.stop();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measured(port: number, count: number): Promise<Row> {
  const spent: number[] = [];
  const sizes: number[] = [];
  for (let n = -warmUps; n < count; n++) {
    const began = performance.now();
    const answer = await fetch(`http://127.0.0.1:${port}/og/${n + 1000}`);
    const bytes = await answer.arrayBuffer();
    if (answer.status !== 200 || answer.headers.get('content-type') !== 'image/png' || bytes.byteLength === 0)
      throw new Error(`the plain route answered ${answer.status} with ${bytes.byteLength} bytes`);
    if (n < 0) continue;
    spent.push(performance.now() - began);
    sizes.push(bytes.byteLength);
  }
  const name = 'a plain next/og route, PNG';
  return { name, cells: [median(spent), quantile(spent, 0.95), median(sizes), count] };
}

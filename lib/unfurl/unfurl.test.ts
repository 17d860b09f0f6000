import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Client, clients } from './clients.ts';
import { readPage } from './page.ts';
import { type Ask, cropped, shown, unfurl } from './unfurl.ts';

const url = 'https://news.example/articles/one';
const address = 'https://news.example/card.jpg';
let card: Buffer;
let noisy: Buffer;
beforeAll(async () => {
  const field = (noise: boolean) =>
    sharp({
      create: {
        width: 1200,
        height: 630,
        channels: 3,
        background: '#3a7',
        ...(noise ? { noise: { type: 'gaussian' as const, mean: 128, sigma: 60 } } : {}),
      },
    });
  card = await field(false).jpeg().toBuffer();
  noisy = await field(true).jpeg({ quality: 95 }).toBuffer();
});

const tags: Record<string, string> = {
  'og:title': 'One clock',
  'og:description': 'Why all of China keeps it.',
  'og:url': url,
  'og:image': address,
  'og:image:width': '1200',
  'og:image:height': '630',
  'twitter:card': 'summary_large_image',
  'twitter:image': address,
  'theme-color': '#fff',
};
const pageWith = (changed: Record<string, string | undefined> = {}, more = '') => {
  const all = Object.entries({ ...tags, ...changed }).flatMap(([key, value]) =>
    value === undefined ? [] : [`<meta property="${key}" content="${value}">`],
  );
  return `<!doctype html><html><head><title>One clock – News</title>${more}${all.join('')}</head><body><p>Text</p></body></html>`;
};

type Served = Readonly<{
  page?: string;
  picture?: Buffer;
  headers?: Record<string, string>;
  status?: number;
  head?: number;
}>;

/** A site of one page and one picture. */
const serve =
  ({ page = pageWith(), picture = card, headers = {}, status = 200, head = 200 }: Served = {}): Ask =>
  async (asked, { method = 'GET' }) => {
    if (asked === url) return new Response(page, { headers: { 'content-type': 'text/html; charset=utf-8' } });
    const own = { 'content-type': 'image/jpeg', 'content-length': String(picture.length), ...headers };
    return new Response(method === 'HEAD' ? null : new Uint8Array(picture), {
      status: method === 'HEAD' ? head : status,
      headers: own,
    });
  };
const named = (name: string): Client =>
  clients.find((client) => client.name === name) ?? (undefined as never);
const lossesOf = async (name: string, served: Served) =>
  (await unfurl(serve(served), url, named(name))).losses;

test('a good page and picture lose nothing anywhere', async () => {
  for (const client of clients) expect((await unfurl(serve(), url, client)).losses, client.name).toEqual([]);
  expect(new Set(clients.map(({ name }) => name)).size).toBe(clients.length);
});

describe('a loss is found', () => {
  test.each<[what: string, client: string, served: () => Served, says: RegExp]>([
    ['no title at all', 'Facebook', () => ({ page: '<html><head></head></html>' }), /^there is no title$/],
    [
      'no description',
      'WhatsApp',
      () => ({ page: pageWith({ 'og:description': '' }) }),
      /^og:description is missing$/,
    ],
    [
      'no picture',
      'LinkedIn',
      () => ({ page: pageWith({ 'og:image': undefined }) }),
      /^there is no picture$/,
    ],
    [
      'a picture without a host',
      'Telegram',
      () => ({ page: pageWith({ 'og:image': '/card.jpg' }) }),
      /not a full address/,
    ],
    [
      'a picture of half a megabyte',
      'WhatsApp',
      () => ({ picture: noisy }),
      /^the picture has \d+ KB; it takes 300 KB$/,
    ],
    ['no Content-Length', 'Signal', () => ({ headers: { 'content-length': '' } }), /exact Content-Length/],
    [
      'a picture that is cut off',
      'Slack',
      () => ({ picture: card.subarray(0, card.length - 900) }),
      /can’t be read/,
    ],
    [
      'a picture of another type',
      'X',
      () => ({ headers: { 'content-type': 'image/svg+xml' } }),
      /^the picture answers 200 image\/svg\+xml$/,
    ],
    ['a picture that is gone', 'Discord', () => ({ status: 404 }), /^the picture answers 404/],
    ['a server without HEAD', 'Misskey', () => ({ head: 405 }), /^the picture answers 405 to HEAD$/],
    [
      'a head beyond what Slack reads',
      'Slack',
      () => ({ page: pageWith({}, `<style>${'x'.repeat(40_000)}</style>`) }),
      /longer than the 32768 bytes/,
    ],
    [
      'a size that isn’t declared',
      'Facebook',
      () => ({ page: pageWith({ 'og:image:width': undefined }) }),
      /^og:image:width is missing$/,
    ],
    [
      'sixty og tags',
      'Matrix',
      () => ({
        page: pageWith(Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`og:a${index}`, 'x']))),
      }),
      /^there are 66 og tags; it takes 49$/,
    ],
    [
      'a value of 1,001 characters',
      'Matrix',
      () => ({ page: pageWith({ 'og:title': 'x'.repeat(1001) }) }),
      /^og:title has 1001 characters/,
    ],
    [
      'no large card',
      'X',
      () => ({ page: pageWith({ 'twitter:card': undefined }) }),
      /^twitter:card is missing$/,
    ],
  ])('%s (%s)', async (_, client, served, says) => {
    expect(
      (await lossesOf(client, served())).some((loss) => says.test(loss)),
      (await lossesOf(client, served())).join('; '),
    ).toBe(true);
  });

  test('a picture that is too small', async () => {
    const picture = await sharp(card).resize(280, 147).jpeg().toBuffer();
    expect(await lossesOf('WhatsApp', { picture })).toEqual(['the picture is 280 px wide; it wants 300']);
  });

  test('a picture that can’t be fetched at all', async () => {
    const ask: Ask = async (asked, init) => {
      if (asked === address) throw new Error('no such host');
      return serve()(asked, init);
    };
    expect((await unfurl(ask, url, named('Facebook'))).losses).toEqual([
      'the picture can’t be fetched: no such host',
    ]);
  });

  test('a page that isn’t there', async () => {
    const ask: Ask = async () =>
      new Response('Gone', { status: 410, headers: { 'content-type': 'text/html' } });
    expect((await unfurl(ask, url, named('X'))).losses).toEqual(['the page answers 410 text/html']);
  });
});

test('each client looks in its own places', async () => {
  const data = JSON.stringify({
    '@type': 'NewsArticle',
    headline: 'By data',
    image: ['https://news.example/crop.jpg'],
  });
  const page = pageWith(
    { 'twitter:title': 'For X', 'twitter:image': 'https://news.example/x.jpg' },
    `<script type="application/ld+json">${data}</script>`,
  );
  const seen = async (name: string) => {
    const { title, picture } = await unfurl(serve({ page }), url, named(name));
    return [title, picture?.address.split('/').at(-1)];
  };
  expect(await seen('X')).toEqual(['For X', 'x.jpg']);
  expect(await seen('Mastodon')).toEqual(['By data', 'card.jpg']);
  expect(await seen('Google')).toEqual(['By data', 'crop.jpg']);
  expect(await seen('Facebook')).toEqual(['One clock', 'card.jpg']);
  const graph = `<script type="application/ld+json">{"@graph":[${data}]}</script>`;
  expect(readPage(pageWith({}, graph)).articles).toEqual([]);
});

test('of several pictures WhatsApp takes the last', async () => {
  const page = pageWith({}).replace(
    '</head>',
    '<meta property="og:image" content="https://news.example/square.jpg"></head>',
  );
  expect((await unfurl(serve({ page }), url, named('WhatsApp'))).picture?.address).toMatch(/square/);
  expect((await unfurl(serve({ page }), url, named('Facebook'))).picture?.address).toBe(address);
});

test('the crop is shown as the client makes it', async () => {
  const thumb = await unfurl(serve(), url, named('Signal'));
  expect(cropped(thumb)).toBe('53 % of it, the middle');
  expect(await sharp(await shown(thumb)).metadata()).toMatchObject({ width: 200, height: 200 });
  expect(cropped(await unfurl(serve(), url, named('Facebook')))).toBe('whole');
});

/** Asks for a page as a client does and says what that client would show, and what it would lose. */
import sharp from 'sharp';
import type { Client } from './clients.ts';
import { partOf, type ReadPage, readPage, valuesOf } from './page.ts';

/** Asks for an address; lets a caller send the public address of a site to where it really runs. */
export type Ask = (
  address: string,
  init: { method?: string; headers: Record<string, string> },
) => Promise<Response>;

export type Preview = Readonly<{
  client: Client;
  title?: string;
  description?: string;
  picture?: Picture;
  /** What keeps the client from showing the page right; nothing if all is well. */
  losses: readonly string[];
}>;
export type Picture = Readonly<{ address: string; bytes: Buffer; width: number; height: number }>;

/** What a client shows of an address. Only a site that can't be reached at all makes this throw. */
export async function unfurl(ask: Ask, address: string, client: Client): Promise<Preview> {
  const losses: string[] = [];
  const { range, bytes = Number.POSITIVE_INFINITY } = client.page ?? {};
  const answer = await ask(address, { headers: asking(client, range) });
  const all = Buffer.from(await answer.arrayBuffer());
  const type = answer.headers.get('content-type') ?? '';
  if (!answer.ok || !type.startsWith('text/html'))
    return { client, losses: [`the page answers ${answer.status} ${type}`] };
  const html = all.subarray(0, bytes).toString('utf8');
  if (!html.includes('</head>'))
    losses.push(
      all.length > bytes
        ? `the page’s head is longer than the ${bytes} bytes that it reads`
        : 'the page’s head does not end',
    );
  const page = readPage(html);
  losses.push(...lossesOfPage(page, client));
  const title = partOf(page, 'title', client.title);
  const description = partOf(page, 'description', client.description);
  if (!title) losses.push('there is no title');
  if (!description && client.shows.description) losses.push('there is no description');
  const source = partOf(page, 'picture', client.picture, client.takesLast);
  if (!source || !URL.canParse(source)) {
    losses.push(source ? `"${source}" is not a full address` : 'there is no picture');
    return { client, title, description, losses };
  }
  const { picture, faults } = await pictureOf(ask, source, client).catch((error: Error) => ({
    picture: undefined,
    faults: [`the picture can’t be fetched: ${error.message}`],
  }));
  return { client, title, description, picture, losses: [...losses, ...faults] };
}

function asking({ userAgent }: Client, range: string | undefined): Record<string, string> {
  return { 'user-agent': userAgent, 'accept-encoding': 'gzip, deflate', ...(range ? { range } : {}) };
}

function lossesOfPage(page: ReadPage, { page: wants = {}, limits }: Client): string[] {
  const { mostTags = Number.POSITIVE_INFINITY, longestValue = Number.POSITIVE_INFINITY, tags = [] } = wants;
  const ogTags = page.tags.filter(({ key }) => key.startsWith('og:'));
  const missing = tags.filter((key) => !valuesOf(page, key).some((value) => value.trim()));
  const declared = ['og:image:width', 'og:image:height'].filter(
    (key) => limits.declared && !(Number(valuesOf(page, key)[0]) > 0),
  );
  return [
    ...(ogTags.length > mostTags ? [`there are ${ogTags.length} og tags; it takes ${mostTags}`] : []),
    ...ogTags
      .filter(({ value }) => value.length > longestValue)
      .map(({ key, value }) => `${key} has ${value.length} characters; it takes ${longestValue}`),
    ...[...missing, ...declared].map((key) => `${key} is missing`),
  ];
}

async function pictureOf(
  ask: Ask,
  address: string,
  client: Client,
): Promise<{ picture?: Picture; faults: string[] }> {
  const { limits } = client;
  const headers = asking(client, limits.range);
  if (limits.head) {
    const head = await ask(address, { method: 'HEAD', headers });
    if (!head.ok) return { faults: [`the picture answers ${head.status} to HEAD`] };
  }
  const answer = await ask(address, { headers });
  const bytes = Buffer.from(await answer.arrayBuffer());
  const type = answer.headers.get('content-type') ?? '';
  if (!answer.ok || !/^image\/(jpeg|png|webp|gif)$/.test(type))
    return { faults: [`the picture answers ${answer.status} ${type}`] };
  const { width, height } = await sizeOf(address, bytes);
  if (!width || !height) return { faults: ['the picture can’t be read'] };
  const kilobytes = (size: number) => `${Math.round(size / 1000)} KB`;
  const faults = [
    bytes.length > (limits.bytes ?? Number.POSITIVE_INFINITY) &&
      `the picture has ${kilobytes(bytes.length)}; it takes ${kilobytes(limits.bytes ?? 0)}`,
    width < (limits.width ?? 0) && `the picture is ${width} px wide; it wants ${limits.width}`,
    height < (limits.height ?? 0) && `the picture is ${height} px high; it wants ${limits.height}`,
    Math.max(width, height) > (limits.longestSide ?? Number.POSITIVE_INFINITY) &&
      `a side of the picture is longer than ${limits.longestSide} px`,
    width / height > (limits.ratio ?? Number.POSITIVE_INFINITY) &&
      `the picture is more than ${limits.ratio} times as wide as high`,
    limits.length &&
      Number(answer.headers.get('content-length')) !== bytes.length &&
      'the picture comes without its exact Content-Length',
  ].filter((fault) => typeof fault === 'string');
  return { picture: { address, bytes, width, height }, faults };
}

/** A picture is measured once however many clients ask for it; half of one has other bytes. */
const sizes = new Map<string, { width: number; height: number }>();

async function sizeOf(address: string, bytes: Buffer): Promise<{ width: number; height: number }> {
  const key = `${address} ${bytes.length}`;
  const known = sizes.get(key);
  if (known) return known;
  try {
    await sharp(bytes, { failOn: 'truncated' }).stats();
    const { width, height } = await sharp(bytes).metadata();
    sizes.set(key, { width, height });
    return { width, height };
  } catch {
    return { width: 0, height: 0 };
  }
}

/** The picture as the client crops it, small: 600 px wide, 200 px for a thumbnail. */
export async function shown({ client, picture }: Preview): Promise<Buffer | undefined> {
  if (!picture) return undefined;
  const width = client.shape.thumb ? 200 : 600;
  return sharp(picture.bytes)
    .resize(width, Math.round(width / client.shape.ratio))
    .jpeg({ quality: 80 })
    .toBuffer();
}

/** How much of the picture a client's crop leaves, in words. */
export function cropped({ client, picture }: Preview): string {
  if (!picture) return 'no picture';
  const ratio = picture.width / picture.height;
  const share = Math.min(ratio / client.shape.ratio, client.shape.ratio / ratio);
  return share > 0.99 ? 'whole' : `${Math.round(share * 100)} % of it, the middle`;
}

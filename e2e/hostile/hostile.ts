/** One hostile request: the bytes that are sent, and what may come of it. */
import fc from 'fast-check';
import type { RawAnswer } from '#lib/newsstand/raw.test.client.ts';

export type Hostile = Readonly<{
  family: string;
  /** Tells it from others when it is complained about. */
  what: string;
  bytes: Buffer;
  /** Statuses that are right for it. */
  allowed: readonly number[];
  isHead?: boolean;
  /** So many answers are right at most. */
  answers?: number;
  /** The connection may just be closed. */
  mayHangUp?: boolean;
  /** Its end may be waited for: half a minute, and then it is cut off (see the slow clients). */
  mayWait?: boolean;
  /** Within so many milliseconds; for what costs time if it is done badly. */
  within?: number;
  /** A complaint about the answer. */
  look?: (answer: RawAnswer) => string | undefined;
}>;

/** The public address of the portal that is attacked. */
export const siteUrl = 'https://news.example';
/** What an attacker puts where it might come out again. */
export const forged = 'forged-host.example';

export type Sent = Readonly<{
  method?: string;
  /** As they are, a line each; `\r\n` is put between them. */
  headers?: readonly string[];
  body?: string | Buffer;
  /** Without it a body gets its length. */
  isBare?: boolean;
  host?: string;
}>;

let sent = 0;

/** A network of its own for each request: otherwise the limits of one network would answer for everything. */
const network = () => `10.${(sent >> 16) & 255}.${(sent >> 8) & 255}.${sent++ & 255}`;

/** The bytes of a request; text is taken for Latin-1, so that any byte can be written. */
export function requestOf(
  address: string,
  { method = 'GET', headers = [], body = '', isBare, host = 'news.example' }: Sent = {},
): Buffer {
  const bytes = typeof body === 'string' ? Buffer.from(body, 'latin1') : body;
  const lines = [
    `${method} ${address} HTTP/1.1`,
    `Host: ${host}`,
    'Connection: close',
    `X-Forwarded-For: ${network()}`,
    ...(bytes.length > 0 && !isBare ? [`Content-Length: ${bytes.length}`] : []),
    ...headers,
  ];
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), bytes]);
}

/** What refuses or doesn't know. */
export const refused = [400, 404, 405, 413, 414, 415, 431] as const;

/** A hundred things of a kind, the same each time. */
export const sampled = <T>(arbitrary: fc.Arbitrary<T>, count: number): T[] =>
  fc.sample(arbitrary, { numRuns: count, seed: 20261201 });

/** Each with each. */
export const pairs = <A, B>(ones: readonly A[], others: readonly B[]): [A, B][] =>
  ones.flatMap((one) => others.map((other): [A, B] => [one, other]));

export const utf8 = (text: string) => Buffer.from(text, 'utf8').toString('latin1');

/** Short, and without signs that a terminal acts on. */
export const shown = (text: string) => JSON.stringify(text.length > 120 ? `${text.slice(0, 120)}…` : text);

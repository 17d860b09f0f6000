/** Finishes a rendered page: document, compressed copies, object. */
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { writeWholeSoon } from '#lib/disk/write.ts';
import { hashOf, objectPath, writeObjectSoon } from '#lib/edition/objects.ts';
import { allEnded } from '#lib/threads/parallel.ts';
import { type Replacements, toDocument } from './document.ts';

/** Types that gain by compression. */
export const compressible = /^(text\/|application\/(json|xml|(feed|manifest)\+json|javascript)|image\/svg)/;

/** Keeps a finished file with brotli and gzip copies beside it (`.br`, `.gz`) where its type gains by it. */
export async function keepFile(dataDir: string, bytes: Buffer, type: string, effort = 11): Promise<string> {
  if (!compressible.test(type)) return writeObjectSoon(dataDir, bytes);
  const file = objectPath(dataDir, hashOf(bytes));
  const keepCopy = async (copy: string, compress: () => Promise<Buffer>) => {
    if (!existsSync(copy)) await writeWholeSoon(copy, await compress());
  };
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: effort,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  };
  await allEnded([
    keepCopy(`${file}.br`, () => promisify(brotliCompress)(bytes, { params })),
    keepCopy(`${file}.gz`, () => promisify(gzip)(bytes, { level: 9 })),
  ]);
  // Last: whoever finds an object finds its copies.
  return writeObjectSoon(dataDir, bytes);
}

/** Brotli's highest level, 11, takes more than twice the time and saves 3 % of a page (measured on a synthetic story). */
const pageEffort = 10;

/** Feeds are long, and made anew with each story: this takes a twentieth of the time and gives a tenth more. */
const fileEffort = 8;

/** Makes a document of a page and keeps it. Throws with the address if something may not stand in it. */
export async function finishPage(
  dataDir: string,
  page: { address: string; type: string; body: Buffer },
  replacements: Replacements,
): Promise<string> {
  return kept(dataDir, page.type, finished(page, replacements));
}

/** A page that is finished and could not be kept: the disk is full, read-only or failing. It can still be sent. */
export class NotKept extends Error {
  constructor(
    readonly bytes: Buffer,
    cause: Error,
  ) {
    super(cause.message, { cause });
  }
}

/** As `finishPage`, for a page that somebody waits for. Throws NotKept if it is only the disk that fails. */
export async function finishLatePage(
  dataDir: string,
  page: { address: string; type: string; body: Buffer },
  replacements: Replacements,
): Promise<string> {
  const bytes = finished(page, replacements);
  return kept(dataDir, page.type, bytes).catch((error: Error) => {
    throw new NotKept(bytes, error);
  });
}

const isHtml = (type: string) => type.startsWith('text/html');

const kept = (dataDir: string, type: string, bytes: Buffer) =>
  keepFile(dataDir, bytes, type, isHtml(type) ? pageEffort : fileEffort);

const finished = (page: { address: string; type: string; body: Buffer }, replacements: Replacements) =>
  isHtml(page.type) ? Buffer.from(documentOf(page, replacements)) : page.body;

function documentOf({ address, body }: { address: string; body: Buffer }, replacements: Replacements) {
  try {
    return toDocument(body.toString('utf8'), replacements);
  } catch (cause) {
    throw new Error(`${address}: ${(cause as Error).message}`, { cause });
  }
}

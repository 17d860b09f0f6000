/** Search, the one page for readers that is made when it is asked for: the app renders it, nobody keeps it. */
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import PQueue from 'p-queue';
import { type Answer, type Asked, text } from '#lib/http/asked.ts';
import { type Encoding, encodingFor, inTheme, themeOf } from '#lib/http/negotiate.ts';
import type { Rendered } from '#lib/press/app.ts';
import { type Replacements, toDocument } from '#lib/press/document.ts';
import { questionOf, searchAddress } from '#lib/search/question.ts';
import { headersFor } from './headers.ts';

export type SearchDeskOptions = Readonly<{
  render: (address: string, query: string) => Promise<Rendered>;
  replacements: () => Replacements;
}>;

/** The app renders one at a time; more are on their way to it and back. */
const atOnce = 4;
/** Beyond these, whoever comes is told to come again: they would wait for seconds. */
const mostWaiting = 100;
/** Level of Brotli: these bytes are sent once. */
const effort = 4;

export class SearchDesk {
  readonly #queue = new PQueue({ concurrency: atOnce });

  constructor(readonly options: SearchDeskOptions) {}

  owns(address: string): boolean {
    return address === '/search';
  }

  /** Throws if the app can't be asked, or has too much to do. */
  async answer({ method, query, headers, signal }: Asked): Promise<Answer> {
    if (method !== 'GET' && method !== 'HEAD')
      return text(405, 'Only GET and HEAD are answered here.', { allow: 'GET, HEAD' });
    if (this.#queue.size >= mostWaiting) throw new Error('more searches than can be answered');
    // Asked in our own words: nothing of an address that isn't a question gets to the app.
    const [path = '', words] = searchAddress(questionOf(query)).split('?', 2);
    const html = await this.#queue.add(() =>
      // Whoever types on doesn't wait for what was typed before.
      signal.aborted ? Promise.resolve('') : this.#page(path, words === undefined ? '' : `?${words}`),
    );
    const theme = themeOf(headers.cookie);
    const encoding = encodingFor(headers['accept-encoding']);
    const body = await compressed(Buffer.from(theme ? inTheme(html, theme) : html), encoding);
    return {
      status: 200,
      headers: {
        ...headersFor({ type: 'text/html; charset=utf-8', keep: 'page', status: 200 }, path),
        // What somebody looks for is nobody else's business.
        'cache-control': 'private, max-age=0, must-revalidate',
        'x-robots-tag': 'noindex',
        vary: 'Accept-Encoding, Cookie',
        ...(encoding === 'identity' ? {} : { 'content-encoding': encoding }),
      },
      body,
    };
  }

  async #page(path: string, query: string): Promise<string> {
    const { body } = await this.options.render(path, query);
    return toDocument(body.toString('utf8'), this.options.replacements());
  }
}

async function compressed(bytes: Buffer, encoding: Encoding): Promise<Buffer> {
  if (encoding === 'gzip') return promisify(gzip)(bytes);
  if (encoding === 'identity') return bytes;
  return promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: effort } });
}

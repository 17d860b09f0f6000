/** The live edition in memory: looks addresses up, reads objects, follows the pointer when it moves. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { LRUCache } from 'lru-cache';
import { hashOf, objectPath, writeWhole } from '#lib/edition/objects.ts';
import { type Entry, liveEdition, liveName } from '#lib/press/manifest.ts';
import type { Encoding } from './negotiate.ts';

const cacheBytes = 64 * 1024 * 1024;

export type Finish = (address: string) => Promise<string>;

export class Shelf {
  #name: string | undefined;
  #code = '';
  #content: string | undefined;
  #entries = new Map<string, Entry>();
  #bytes = new LRUCache<string, Buffer>({
    maxSize: cacheBytes,
    sizeCalculation: (bytes) => bytes.length + 1,
  });
  #finishing = new Map<string, Promise<string>>();

  constructor(
    readonly dataDir: string,
    /** Renders a late page and gives its object. */
    readonly finish: Finish,
  ) {}

  /** The entry at an address in the live edition. */
  entry(address: string): Entry | undefined {
    this.#follow();
    return this.#entries.get(address);
  }

  /** Name of the content that the live edition was made from. */
  get content(): string | undefined {
    this.#follow();
    return this.#content;
  }

  /** True once there is an edition to hand out. */
  get stocked(): boolean {
    this.#follow();
    return this.#entries.size > 0;
  }

  /** The object of an entry; a late page is finished now, once however many ask, and kept. */
  async objectOf(address: string, entry: Entry): Promise<string> {
    if (entry.object) return entry.object;
    const record = path.join(
      this.dataDir,
      'late',
      hashOf(JSON.stringify([this.#code, address, entry.inputs])),
    );
    const object = await this.#finishOnce(address, record);
    const current = this.#entries.get(address);
    if (current?.inputs === entry.inputs) this.#entries.set(address, { ...entry, object });
    return object;
  }

  /** The bytes of an object in an encoding, or in a theme. */
  async bytes(object: string, encoding: Encoding, theme?: 'light' | 'dark'): Promise<Buffer> {
    const key = `${object} ${encoding} ${theme ?? ''}`;
    const kept = this.#bytes.get(key);
    if (kept) return kept;
    const bytes = theme ? await this.#themed(object, encoding, theme) : await this.#read(object, encoding);
    this.#bytes.set(key, bytes);
    return bytes;
  }

  async #read(object: string, encoding: Encoding): Promise<Buffer> {
    const suffix = encoding === 'identity' ? '' : encoding === 'br' ? '.br' : '.gz';
    return readFile(objectPath(this.dataDir, object) + suffix);
  }

  /** The page with the reader's theme on its root element, so that nothing flashes before a script runs. */
  async #themed(object: string, encoding: Encoding, theme: string): Promise<Buffer> {
    const html = (await this.#read(object, 'identity')).toString('utf8');
    const bytes = Buffer.from(html.replace('<html ', `<html data-theme="${theme}" `));
    if (encoding === 'identity') return bytes;
    if (encoding === 'gzip') return promisify(gzip)(bytes);
    return promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } });
  }

  /** The record is read inside the one flight: whoever comes as it lands finds it written. */
  #finishOnce(address: string, record: string): Promise<string> {
    const running = this.#finishing.get(record);
    if (running) return running;
    const finishing = this.#readOrFinish(address, record).finally(() => this.#finishing.delete(record));
    this.#finishing.set(record, finishing);
    return finishing;
  }

  async #readOrFinish(address: string, record: string): Promise<string> {
    const known = await readFile(record, 'utf8').catch(() => undefined);
    if (known) return known;
    const object = await this.finish(address);
    writeWhole(record, object);
    return object;
  }

  #follow(): void {
    const name = liveName(this.dataDir);
    if (name === this.#name) return;
    const live = liveEdition(this.dataDir);
    if (!live) return;
    this.#name = live.name;
    this.#code = live.manifest.code;
    this.#content = live.manifest.content;
    this.#entries = new Map(Object.entries(live.manifest.entries));
  }
}

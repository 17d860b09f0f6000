/** The live edition in memory: looks addresses up, reads objects, follows the pointer when it moves. */
import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { LRUCache } from 'lru-cache';
import { writeWhole } from '#lib/disk/write.ts';
import { Entries, type Entry, lateRecord } from '#lib/edition/entries.ts';
import { liveEdition, liveName } from '#lib/edition/manifest.ts';
import { hashOf, objectPath } from '#lib/edition/objects.ts';
import { type Encoding, inTheme } from '#lib/http/negotiate.ts';
import { NotKept } from '#lib/press/finish.ts';

const cacheBytes = 64 * 1024 * 1024;

export type Finish = (address: string) => Promise<string>;

export class Shelf {
  #name: string | undefined;
  #code = '';
  #content: string | undefined;
  #siteUrl = '';
  readonly #entries: Entries;
  #stocked = false;
  /** Objects of late pages that are finished, by what they show. */
  readonly #late = new LRUCache<string, string>({ max: 50_000 });
  #bytes = new LRUCache<string, Buffer>({
    maxSize: cacheBytes,
    sizeCalculation: (bytes) => bytes.length + 1,
  });
  #finishing = new Map<string, Promise<string>>();

  constructor(
    readonly dataDir: string,
    /** Renders a late page and gives its object. */
    readonly finish: Finish,
  ) {
    this.#entries = new Entries(dataDir);
  }

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

  /** Name of the live edition. */
  get edition(): string | undefined {
    this.#follow();
    return this.#name;
  }

  /** The public address that the live edition's pages name. */
  get siteUrl(): string {
    this.#follow();
    return this.#siteUrl;
  }

  /** True once there is an edition to hand out. */
  get stocked(): boolean {
    this.#follow();
    return this.#stocked;
  }

  /** True if a late page needs nobody to wait for it any longer. */
  isFinished(address: string, entry: Entry): boolean {
    const name = lateRecord(this.#code, address, entry);
    return this.#late.has(name) || existsSync(path.join(this.dataDir, 'late', name));
  }

  /** The object of an entry; a late page is finished now, once however many ask, and kept. */
  async objectOf(address: string, entry: Entry): Promise<string> {
    if (entry.object) return entry.object;
    const name = lateRecord(this.#code, address, entry);
    return this.#late.get(name) ?? this.#finishOnce(address, name);
  }

  /** When an object was made; nothing of one that could not be kept. */
  async modifiedAt(object: string): Promise<Date | undefined> {
    return stat(objectPath(this.dataDir, object)).then(
      ({ mtime }) => mtime,
      () => undefined,
    );
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

  async #themed(object: string, encoding: Encoding, theme: 'light' | 'dark'): Promise<Buffer> {
    const html = (await this.bytes(object, 'identity')).toString('utf8');
    return compressed(Buffer.from(inTheme(html, theme)), encoding);
  }

  /** Reading goes on where nothing can be written: such a page lives in memory, and is finished again for the next. */
  async #hold({ bytes }: NotKept): Promise<string> {
    const object = hashOf(bytes);
    for (const encoding of ['identity', 'gzip', 'br'] as const)
      this.#bytes.set(`${object} ${encoding} `, await compressed(bytes, encoding));
    return object;
  }

  /** The record is read inside the one flight: whoever comes as it lands finds it written. */
  #finishOnce(address: string, name: string): Promise<string> {
    const running = this.#finishing.get(name);
    if (running) return running;
    const finishing = this.#readOrFinish(address, name).finally(() => this.#finishing.delete(name));
    this.#finishing.set(name, finishing);
    return finishing;
  }

  /** A page that was rendered while another edition went live may be of either, or of both: it is rendered again. */
  async #readOrFinish(address: string, name: string): Promise<string> {
    const asked = this.#name;
    const record = path.join(this.dataDir, 'late', name);
    const known = await readFile(record, 'utf8').catch(() => undefined);
    if (known && existsSync(objectPath(this.dataDir, known))) {
      this.#late.set(name, known);
      return known;
    }
    for (;;) {
      const before = liveName(this.dataDir);
      const object = await this.finish(address).catch((error: unknown) => {
        if (error instanceof NotKept) return error;
        throw error;
      });
      if (liveName(this.dataDir) !== before) continue;
      if (object instanceof NotKept) return this.#hold(object);
      if (before === asked) this.#note(name, record, object);
      return object;
    }
  }

  /** What can't be written down is found out again after a restart. */
  #note(name: string, record: string, object: string): void {
    this.#late.set(name, object);
    try {
      writeWhole(record, object);
    } catch {
      // The page itself is kept, and whoever keeps pages has told of the disk.
    }
  }

  #follow(): void {
    const name = liveName(this.dataDir);
    if (name === this.#name) return;
    const live = liveEdition(this.dataDir);
    if (!live) return;
    this.#name = live.name;
    this.#code = live.manifest.code;
    this.#content = live.manifest.content;
    this.#siteUrl = live.manifest.siteUrl;
    this.#entries.follow(live.manifest.shards);
    this.#stocked = true;
  }
}

async function compressed(bytes: Buffer, encoding: Encoding): Promise<Buffer> {
  if (encoding === 'identity') return bytes;
  if (encoding === 'gzip') return promisify(gzip)(bytes);
  return promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } });
}

/** Links by which somebody may see a story that isn't public: signed, for one story, for a time; what they show is never cached. */
import { type Answer, type Asked, empty, text } from '#lib/http/asked.ts';
import { type Sealer, sealer } from '#lib/settings/secret.ts';
import type { Pressroom } from './pressroom.ts';

const folder = '/preview/';

/** What a preview shows. Pictures of the story are under the preview's own address. */
export type PreviewPage = Readonly<{ html: string }>;
export type PreviewPicture = Readonly<{ bytes: Uint8Array; type: string }>;

const sealerOf = (secret: string): Sealer => sealer(secret, 'preview');

/** Where a story can be seen until an instant, in milliseconds since 1970. */
export function previewAddress(secret: string, slug: string, until: number): string {
  return folder + sealerOf(secret).seal(`${slug}.${Math.floor(until / 1000)}`);
}

/** In nobody's cache, in no search engine; and pages that are linked from it don't learn its address. */
const headers = {
  'cache-control': 'no-store',
  'x-robots-tag': 'noindex, nofollow, noarchive',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
};

export class PreviewDoor {
  readonly #pressroom: Pick<Pressroom, 'preview' | 'previewPicture'>;
  readonly #sealer: Sealer;
  readonly #underWay = new Map<string, Promise<PreviewPage | undefined>>();

  constructor(pressroom: Pick<Pressroom, 'preview' | 'previewPicture'>, secret: string) {
    this.#pressroom = pressroom;
    this.#sealer = sealerOf(secret);
  }

  /** True for addresses that are answered here. */
  owns(address: string): boolean {
    return address.startsWith(folder);
  }

  /** 404 without a body for a link that is forged, has expired, or leads to no story. */
  async answer(asked: Asked): Promise<Answer> {
    if (asked.method !== 'GET' && asked.method !== 'HEAD')
      return text(405, 'Only GET and HEAD are answered here.', { allow: 'GET, HEAD' });
    const [, sealed = '', picture] = /^\/preview\/([^/]+)(\/media\/.+)?$/.exec(asked.path) ?? [];
    const [slug, seconds] = this.#sealer.open(sealed)?.split('.') ?? [];
    const until = Number(seconds) * 1000;
    if (slug === undefined || !(until > Date.now())) return empty(404, headers);
    if (picture === undefined) return this.#page(slug, until, folder + sealed);
    const made = await this.#pressroom.previewPicture(slug, picture);
    if (!made) return empty(404, headers);
    return { status: 200, headers: { ...headers, 'content-type': made.type }, body: Buffer.from(made.bytes) };
  }

  /** However many ask at once, it is rendered once. */
  async #page(slug: string, until: number, address: string): Promise<Answer> {
    const rendering = this.#underWay.get(address) ?? this.#pressroom.preview({ slug, until, address });
    this.#underWay.set(address, rendering);
    try {
      const page = await rendering;
      if (!page) return empty(404, headers);
      return {
        status: 200,
        headers: { ...headers, 'content-type': 'text/html; charset=utf-8' },
        body: page.html,
      };
    } finally {
      this.#underWay.delete(address);
    }
  }
}

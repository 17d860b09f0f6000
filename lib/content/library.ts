/** All checked files by kind, slug and address: each question is one look-up, however many stories there are. */
import { type CheckedFile, storyOf } from './file.ts';
import type { DocumentType } from './schemas.ts';

/** Addresses that are always there. */
const fixed: readonly string[] = [
  '/',
  '/archive',
  '/authors',
  '/corrections',
  '/feed.xml',
  '/feeds',
  '/homepage',
  '/robots.txt',
  '/saved',
  '/sitemap.xml',
  '/topics',
];
const folders: Partial<Record<DocumentType, string>> = {
  Story: '/articles/',
  Section: '/sections/',
  Topic: '/topics/',
  Series: '/series/',
  Author: '/authors/',
  Page: '/',
};

export class Library {
  readonly #byType = new Map<DocumentType, Map<string, CheckedFile>>();
  readonly #files = new Map<DocumentType, CheckedFile[]>();
  readonly #byAddress = new Map<string, CheckedFile>();
  readonly #moved = new Map<string, string>();
  readonly #slugs = new Map<DocumentType, string[]>();

  constructor(files: readonly CheckedFile[]) {
    for (const file of files) this.#add(file);
    for (const story of this.of('Story'))
      for (const old of storyOf(story).formerly ?? [])
        if (old !== undefined) this.#moved.set(old, story.slug);
  }

  #add(file: CheckedFile): void {
    const { type, slug } = file;
    if (!type) return;
    const bySlug = this.#byType.get(type) ?? new Map<string, CheckedFile>();
    this.#byType.set(type, bySlug);
    if (!bySlug.has(slug)) bySlug.set(slug, file);
    const folder = folders[type];
    if (folder && !this.#byAddress.has(folder + slug)) this.#byAddress.set(folder + slug, file);
    const files = this.#files.get(type);
    if (files) files.push(file);
    else this.#files.set(type, [file]);
  }

  /** Every file of a kind, those with faults too. */
  of(type: DocumentType): readonly CheckedFile[] {
    return this.#files.get(type) ?? [];
  }

  has(type: DocumentType, slug: string): boolean {
    return this.#byType.get(type)?.has(slug) ?? false;
  }

  slugs(type: DocumentType): readonly string[] {
    const known = this.#slugs.get(type) ?? [...(this.#byType.get(type)?.keys() ?? [])];
    this.#slugs.set(type, known);
    return known;
  }

  /** The slug of the story that once had this one. */
  movedTo(slug: string): string | undefined {
    return this.#moved.get(slug);
  }

  at(address: string): CheckedFile | undefined {
    return this.#byAddress.get(address);
  }

  addresses(): readonly string[] {
    return [...fixed, ...this.#byAddress.keys()];
  }

  isFixed(address: string): boolean {
    return fixed.includes(address);
  }
}

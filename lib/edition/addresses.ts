/** Every address of an edition's pages, with a hash of what each page shows. */

import { liveAddress } from './live.ts';
import { hashOf } from './objects.ts';
import type { Edition } from './open.ts';
import {
  articleView,
  authorView,
  chromeView,
  feedView,
  homeView,
  sectionView,
  sitemapView,
  topicView,
} from './views.ts';

export type PageAddress = Readonly<{
  address: string;
  /** Equal inputs, equal page (for one state of the code). */
  inputs: string;
  status: number;
  /** How long copies may be kept; as any page, unless said. */
  keep?: 'live';
  /** The page is finished when it is first asked for, not ahead. */
  late?: boolean;
}>;

/** Pages that stand at the edition's own addresses, whatever the content. */
export const errorPages = { notFound: '/errors/not-found', failed: '/errors/failed' } as const;

/** All addresses, the newest `finishAhead` stories finished ahead and the older ones late. */
export function pageAddresses(edition: Edition, finishAhead: number): PageAddress[] {
  const chrome = hashOf(JSON.stringify(chromeView(edition)));
  const page = (address: string, view: unknown, more: Partial<PageAddress> = {}): PageAddress => ({
    address,
    inputs: hashOf(JSON.stringify([chrome, view], withoutWhole)),
    status: 200,
    ...more,
  });
  const sections = edition.sections.flatMap(({ slug }) => {
    const pages = sectionView(edition, slug, 1)?.pages ?? 1;
    return Array.from({ length: pages }, (_, index) =>
      page(sectionAddress(slug, index + 1), sectionView(edition, slug, index + 1)),
    );
  });
  return [
    page('/', homeView(edition)),
    ...sections,
    ...edition.topics.map(({ slug }) => page(`/topics/${slug}`, topicView(edition, slug))),
    ...edition.authors.map(({ slug }) => page(`/authors/${slug}`, authorView(edition, slug))),
    ...edition.stories.map(({ slug, object }, index) => {
      const whole = [object, articleView(edition, slug)];
      return page(`/articles/${slug}`, whole, index < finishAhead ? {} : { late: true });
    }),
    ...edition.stories
      .filter(({ kind }) => kind === 'live')
      .map(({ slug, object }) => page(liveAddress(slug), object, { keep: 'live' })),
    ...edition.gone.map((gone) => page(`/articles/${gone.slug}`, gone, { status: 410 })),
    ...edition.pages.map((each) => page(`/${each.slug}`, each)),
    page('/homepage', 'homepage'),
    page(errorPages.notFound, edition.stories.slice(0, 5), { status: 404 }),
    page(errorPages.failed, 'failed', { status: 500 }),
    page('/feed.xml', feedView(edition)),
    page('/sitemap.xml', sitemapView(edition)),
    page('/robots.txt', 'robots'),
    page('/manifest.webmanifest', 'manifest'),
  ];
}

/** A list shows of a story what its summary says; that the rest of it changed is no reason to render the list. */
function withoutWhole(key: string, value: unknown): unknown {
  const ofSummary =
    key === 'object' || (key === 'related' && Array.isArray(value) && typeof value[0] === 'string');
  return ofSummary ? undefined : value;
}

/** A section's address; its first page has no number. */
export function sectionAddress(slug: string, page: number): string {
  return page === 1 ? `/sections/${slug}` : `/sections/${slug}/page/${page}`;
}

/** The addresses that differ between two editions: those to render, and those to drop. */
export function touched(
  before: readonly PageAddress[],
  after: readonly PageAddress[],
): { render: string[]; drop: string[] } {
  const known = new Map(before.map((page) => [page.address, page]));
  const wanted = new Set(after.map(({ address }) => address));
  const same = (page: PageAddress) => {
    const old = known.get(page.address);
    return old?.inputs === page.inputs && old.status === page.status;
  };
  return {
    render: after.filter((page) => !same(page)).map(({ address }) => address),
    drop: before.map(({ address }) => address).filter((address) => !wanted.has(address)),
  };
}

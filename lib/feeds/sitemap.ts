/** The sitemaps: every address a search engine may list, a month's stories to a file. */
import { Readable } from 'node:stream';
import { SitemapIndexStream, SitemapStream, streamToPromise } from 'sitemap';
import { monthAddress } from '#lib/edition/addresses.ts';
import { listAddress, listKinds } from '#lib/edition/lists.ts';
import type { Figure } from '#lib/edition/model.ts';
import type { Edition } from '#lib/edition/open.ts';
import { seriesAddress } from '#lib/edition/series.ts';
import { monthsView, monthView, sitemapView } from '#lib/edition/views.ts';
import { absolute } from '#lib/metadata/addresses.ts';
import { type Alternate, frontAlternates, storyAlternates } from '#lib/metadata/alternates.ts';
import { pictureAddress, rendition } from '#lib/pictures/renditions.ts';

/** The index of all sitemaps. */
export async function sitemapIndexXml(edition: Edition): Promise<string> {
  const months = monthsView(edition).map(({ month, changed }) => ({
    url: absolute(monthAddress(month)),
    lastmod: changed,
  }));
  return written([{ url: absolute('/sitemaps/pages.xml') }, ...months], new SitemapIndexStream());
}

/** Everything but stories: fronts, topics, authors, pages. */
export async function sitemapPagesXml(edition: Edition): Promise<string> {
  const view = sitemapView(edition);
  const links = linksOf(frontAlternates(view.fronts));
  const addresses = [
    ...listKinds.flatMap((kind) => view[kind].map((slug) => listAddress(kind, slug))),
    ...view.series.map(seriesAddress),
    ...view.pages.map((slug) => `/${slug}`),
    ...['/topics', '/authors', '/archive', '/corrections', '/feeds', '/homepage'],
  ];
  const fronts = view.fronts.map(({ address }) => ({ url: absolute(address), ...links }));
  return urlset([...fronts, ...addresses.map((address) => ({ url: absolute(address) }))]);
}

/** A month's stories with the day of their last change and their pictures; nothing if there are none. */
export async function sitemapMonthXml(edition: Edition, month: string): Promise<string | undefined> {
  const stories = monthView(edition, month);
  return (
    stories &&
    urlset(
      stories.map(({ slug, changed, lead, lang, translations, siteLang }) => ({
        url: absolute(`/articles/${slug}`),
        lastmod: changed,
        ...(lead ? { img: [{ url: pictureOf(lead) }] } : {}),
        ...(lang === undefined || siteLang === undefined
          ? {}
          : linksOf(storyAlternates({ slug, lang, translations }, { lang: siteLang }))),
      })),
    )
  );
}

/** The largest there is of it. */
function pictureOf({ picture, focus }: Pick<Figure, 'picture' | 'focus'>): string {
  const of = rendition(picture, focus, 'lead');
  return absolute(pictureAddress(of, of.width, 'jpg'));
}

/** A page in its languages, as the library takes them. */
const linksOf = (alternates: readonly Alternate[]) =>
  alternates.length > 0 ? { links: alternates.map(({ lang, url }) => ({ lang, url })) } : {};

type Item = Readonly<{
  url: string;
  lastmod?: string;
  img?: { url: string }[];
  links?: { lang: string; url: string }[];
}>;

function urlset(items: readonly Item[]): Promise<string> {
  const xmlns = { news: false, xhtml: true, image: true, video: false };
  return written(items, new SitemapStream({ hostname: absolute('/'), xmlns }));
}

async function written(items: readonly Item[], stream: SitemapStream | SitemapIndexStream): Promise<string> {
  return (await streamToPromise(Readable.from(items).pipe(stream))).toString('utf8');
}

/** What a page gives to those who paste its link: the addresses of its cards, by where they stand. */
import { readPage, valuesOf } from '#lib/unfurl/page.ts';

export type Cards = Readonly<{ og: string[]; twitter: string[]; data: string[] }>;

export async function cardsOf(url: string): Promise<Cards> {
  const page = readPage(await (await fetch(url)).text());
  const images = page.articles[0]?.image;
  return {
    og: valuesOf(page, 'og:image'),
    twitter: valuesOf(page, 'twitter:image'),
    data: Array.isArray(images) ? (images as string[]) : [],
  };
}

/** Every page that a site lists, by its full address. */
export async function pagesOf(origin: string): Promise<string[]> {
  const listed = async (sitemap: string) => {
    const xml = await (await fetch(sitemap)).text();
    return [...xml.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, address = '']) => address);
  };
  const sitemaps = await listed(`${origin}/sitemap.xml`);
  return (await Promise.all(sitemaps.map(listed))).flat();
}

/** What the attacked portal has, found as a reader would find it. */
import { expect } from 'vitest';
import { siteUrl } from './hostile.ts';

export type Known = Readonly<{
  story: string;
  card: string;
  picture: string;
  styles: string;
  /** Addresses of each kind, each with the status it has. */
  addresses: readonly (readonly [address: string, status: number])[];
}>;

/** Asks for each once, so that what is made when first asked for is made. */
export async function known(port: number): Promise<Known> {
  const read = async (address: string) => (await fetch(`http://127.0.0.1:${port}${address}`)).text();
  const find = (pattern: RegExp, text: string) => {
    const found = pattern.exec(text)?.[1];
    expect(found, String(pattern)).toBeDefined();
    return (found ?? '').replace(siteUrl, '').replaceAll('&amp;', '&');
  };
  const front = await read('/');
  const story = find(/href="(\/articles\/synthetic-story-\d+)"/, front);
  const page = await read(story);
  const card = find(/property="og:image" content="([^"]+)"/, page);
  const picture = find(/(\/media\/[0-9a-f]+\/\d+\.jpg)/, front + page);
  const styles = find(/href="(\/_next\/static\/[^"]+\.css)"/, page);
  const addresses: [string, number][] = [
    ['/', 200],
    [story, 200],
    ['/feed.xml', 200],
    ['/sections/north', 200],
    ['/search?q=harbour', 200],
    ['/robots.txt', 200],
    ['/news-sitemap.xml', 200],
    [`/api/oembed?url=${encodeURIComponent(siteUrl + story)}`, 200],
    [card, 200],
    [picture, 200],
    [styles, 200],
    ['/articles/withdrawn-story', 410],
    ['/articles/old-name', 308],
    ['/articles/nothing', 404],
  ];
  for (const [address, status] of addresses) {
    const answer = await fetch(`http://127.0.0.1:${port}${address}`, { redirect: 'manual' });
    expect(answer.status, address).toBe(status);
    await answer.arrayBuffer();
  }
  return { story, card, picture, styles, addresses };
}

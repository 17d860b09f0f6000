/** Readers of links that others wrote agree with our pages; and every client in our table loses nothing. */
import { expect, test } from '@playwright/test';
import metascraper from 'metascraper';
import author from 'metascraper-author';
import date from 'metascraper-date';
import description from 'metascraper-description';
import image from 'metascraper-image';
import title from 'metascraper-title';
import ogs from 'open-graph-scraper';
import { unfurl as unfurlJs } from 'unfurl.js';
import { clients } from '#lib/unfurl/clients.ts';
import { readPage, valuesOf } from '#lib/unfurl/page.ts';
import { type Ask, unfurl } from '#lib/unfurl/unfurl.ts';
import { pageKinds } from './support/pages.ts';
import { pagesOf } from './support/shared.ts';
import { real } from './support/sites.ts';

const scrape = metascraper([author(), date(), description(), image(), title()]);
/** The reader's own, except that our host is localhost. */
const urlValidatorSettings = {
  allow_fragments: true,
  allow_protocol_relative_urls: false,
  allow_query_components: true,
  allow_trailing_dot: false,
  allow_underscores: false,
  protocols: ['http', 'https'],
  require_host: true,
  require_port: false,
  require_protocol: false,
  require_tld: false,
  require_valid_protocol: true,
  validate_length: true,
};
const shown = pageKinds.filter(({ status }) => status === 200);

/** What the story says, read from its text on the page and not from its metadata. */
async function said(html: string) {
  const page = readPage(html);
  return {
    page,
    isStory: valuesOf(page, 'og:type')[0] === 'article',
    h1: /<h1[^>]*>(.*?)<\/h1>/s.exec(html)?.[1] ?? '',
  };
}

/** The reader gives a list, its types say one. */
const articleIn = (openGraph: unknown) =>
  (openGraph as { articles?: { published_time?: string }[] } | undefined)?.articles?.[0];

const plain = (html: string) =>
  html
    .replace(/<[^>]+>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&nbsp;', '\u00a0')
    .replaceAll('&amp;', '&');

for (const { name, url } of shown) {
  test(`${name}: three readers agree on title, description, picture, date and author`, async () => {
    const html = await (await fetch(url)).text();
    const { page, isStory, h1 } = await said(html);
    const [picture] = valuesOf(page, 'og:image');
    const [about = ''] = valuesOf(page, 'og:description');
    const [called = ''] = valuesOf(page, 'og:title');
    if (isStory) expect(called).toBe(plain(h1));
    const read = {
      opengraph: (await ogs({ url, urlValidatorSettings })).result,
      unfurl: await unfurlJs(url),
      metascraper: await scrape({ url, html }),
    };
    expect(read.opengraph.ogTitle).toBe(called);
    expect(read.opengraph.ogDescription).toBe(about);
    expect(read.opengraph.ogImage?.[0]).toMatchObject({
      url: picture,
      type: 'image/jpeg',
      alt: valuesOf(page, 'og:image:alt')[0],
    });
    expect(read.unfurl.open_graph).toMatchObject({ title: called, description: about });
    expect(read.unfurl.open_graph?.images?.[0]).toMatchObject({ url: picture, width: 1200, height: 630 });
    expect(read.unfurl.twitter_card?.images?.[0]?.url).toBe(valuesOf(page, 'twitter:image')[0]);
    expect(read.metascraper.title).toBe(called);
    expect(read.metascraper.description).toBe(about);
    expect(read.metascraper.image).toBe(picture);
    if (!isStory) return;
    const [published = ''] = valuesOf(page, 'article:published_time');
    const [authors = ''] = valuesOf(page, 'author');
    for (const name of authors.split(', ')) expect(html).toMatch(new RegExp(`rel="author"[^>]*>${name}<`));
    expect(html).toContain(`datetime="${published}"`);
    expect(new Date(read.opengraph.articlePublishedTime ?? '').getTime()).toBe(Date.parse(published));
    expect(Date.parse(articleIn(read.unfurl.open_graph)?.published_time ?? '')).toBe(Date.parse(published));
    expect(new Date(read.metascraper.date ?? '').getTime()).toBe(
      Date.parse(valuesOf(page, 'article:modified_time')[0] ?? ''),
    );
    expect(read.unfurl.author).toBe(authors);
    expect(read.metascraper.author).toBe(authors);
    expect(read.unfurl.oEmbed).toMatchObject({
      type: 'link',
      title: called,
      author_name: authors,
    });
  });
}

const ask: Ask = (address, init) => fetch(address, init);

test('no client loses anything of any page of our own content', async () => {
  test.setTimeout(240_000);
  const losses: string[] = [];
  for (const url of await pagesOf(real.origin))
    for (const client of clients)
      losses.push(...(await unfurl(ask, url, client)).losses.map((loss) => `${url} ${client.name}: ${loss}`));
  expect(losses).toEqual([]);
});

for (const { name, url } of shown) {
  test(`${name}: no client loses anything`, async () => {
    for (const client of clients) {
      const preview = await unfurl(ask, url, client);
      expect(preview.losses, client.name).toEqual([]);
      expect(preview.title).toMatch(/\S/);
      expect(preview.picture?.width).toBe(1200);
    }
  });
}

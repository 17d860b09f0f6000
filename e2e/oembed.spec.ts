/** oEmbed: a story of ours as a link, found from its page, and errors for everything else. */
import { expect, test } from '@playwright/test';
import { xml2js } from 'xml-js';
import { difficult, real } from './support/sites.ts';

const story = `${real.origin}/articles/one-clock-for-all-of-china`;
const ask = (query: Record<string, string>, origin = real.origin) =>
  fetch(`${origin}/api/oembed?${new URLSearchParams(query)}`);

test('a page names its oEmbed in both formats, and both say the same', async ({ page }) => {
  await page.goto(story);
  const hrefs = await page
    .locator('head link[type$="+oembed"]')
    .evaluateAll((links) => links.map((link) => (link as HTMLLinkElement).href));
  expect(hrefs).toHaveLength(2);
  const [json, xml] = await Promise.all(hrefs.map((href) => fetch(href)));
  expect(json?.headers.get('content-type')).toBe('application/json');
  expect(xml?.headers.get('content-type')).toBe('text/xml; charset=utf-8');
  const link = await json?.json();
  expect(link).toMatchObject({
    version: '1.0',
    type: 'link',
    title: 'Why all of China keeps one clock',
    author_name: 'China Topix Data Desk, China Topix Graphics Desk',
    provider_name: 'China Topix',
    thumbnail_width: 1200,
    thumbnail_height: 800,
  });
  const read = xml2js((await xml?.text()) ?? '', { compact: true }) as {
    oembed: Record<string, { _text: string }>;
  };
  const flat = Object.fromEntries(Object.entries(read.oembed).map(([key, { _text }]) => [key, _text]));
  expect(flat).toEqual(Object.fromEntries(Object.entries(link).map(([key, value]) => [key, String(value)])));
  const thumbnail = await fetch(link.thumbnail_url);
  expect([thumbnail.status, thumbnail.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
});

test('a thumbnail is never larger than asked for', async () => {
  const thumbnail = async (most: Record<string, string>) => {
    const { thumbnail_width, thumbnail_height } = await (await ask({ url: story, ...most })).json();
    return [thumbnail_width, thumbnail_height];
  };
  expect(await thumbnail({ maxwidth: '500' })).toEqual([480, 320]);
  expect(await thumbnail({ maxheight: '200' })).toEqual([240, 160]);
  expect(await thumbnail({ maxwidth: '1000', maxheight: '100' })).toEqual([undefined, undefined]);
});

test('markup in a headline comes back as text, in both formats', async () => {
  const url = `${difficult.origin}/articles/a-headline-with-markup`;
  const { title } = await (await ask({ url }, difficult.origin)).json();
  const read = xml2js(await (await ask({ url, format: 'xml' }, difficult.origin)).text(), {
    compact: true,
  }) as { oembed: { title: { _text: string } } };
  expect(title).toMatch(/[<&]/);
  expect(read.oembed.title._text).toBe(title);
});

test('an old address leads to the story; what isn’t ours or isn’t there is an error', async () => {
  const status = async (query: Record<string, string>, origin = real.origin) =>
    (await ask(query, origin)).status;
  expect(await status({ url: `${difficult.origin}/articles/old-name` }, difficult.origin)).toBe(200);
  expect(await status({ url: `${story}/?utm_source=x#top` })).toBe(200);
  for (const url of [
    'https://elsewhere.example/articles/one-clock-for-all-of-china',
    `${real.origin}/articles/there-is-none`,
    `${real.origin}/articles/constructor`,
    `${real.origin}/about`,
    `${real.origin}/`,
    'http://user@localhost:3100/articles/one-clock-for-all-of-china',
  ])
    expect(await status({ url }), url).toBe(404);
  expect(await status({ url: `${difficult.origin}/articles/withdrawn-story` }, difficult.origin)).toBe(404);
  expect(await status({ url: 'javascript:alert(1)' })).toBe(404);
  expect(await status({})).toBe(400);
  expect(await status({ url: 'no address' })).toBe(400);
  for (const maxwidth of ['0', '-1', 'wide', '1e3', '99999999'])
    expect(await status({ url: story, maxwidth }), maxwidth).toBe(400);
  expect(await status({ url: story, format: 'html' })).toBe(501);
  expect(await status({ url: story, format: '' })).toBe(200);
});

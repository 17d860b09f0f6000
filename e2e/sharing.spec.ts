/** What a pasted link shows: metadata on every kind of page, in its head as it is sent. */
import { expect, test } from '@playwright/test';
import { readPage, valuesOf } from '#lib/unfurl/page.ts';
import { ownBusiness, pageKinds } from './support/pages.ts';

/** Pages that no search engine is to list: words that were put right would be found again. */
const unlisted = new Set(['history', ...ownBusiness]);

for (const { name, url, status } of pageKinds) {
  test(`${name} says what it is`, async () => {
    const html = await (await fetch(url)).text();
    const head = html.slice(0, html.indexOf('</head>'));
    const page = readPage(head);
    const meta = (key: string) => valuesOf(page, key)[0];
    for (const key of [
      'og:title',
      'og:description',
      'og:url',
      'og:site_name',
      'og:type',
      'description',
      'twitter:card',
      'twitter:image',
      'theme-color',
      'og:image',
      'og:image:type',
      'og:image:width',
      'og:image:height',
      'og:image:alt',
    ])
      expect(meta(key), key).toMatch(/\S/);
    expect(page.title).toMatch(/\S/);
    const robots = meta('robots');
    expect(robots).toContain(status === 200 && !unlisted.has(name) ? 'max-image-preview:large' : 'noindex');
    if (status === 200) {
      const canonical = /<link rel="canonical" href="([^"]*)"/.exec(head)?.[1];
      expect(new URL(canonical ?? '').href).toBe(url.replace(/\?.*/, ''));
    }
  });
}

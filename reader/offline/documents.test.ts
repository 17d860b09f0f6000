import { describe, expect, test } from 'vitest';
import { toDocument } from '#lib/press/document.ts';
import { asShown, filesIn, fontsIn, isOurs, oneSizeEach, picturesIn } from './documents.ts';

const figure = (hash: string) =>
  `<picture><source type="image/avif" srcset="/media/${hash}/480.avif 480w, /media/${hash}/800.avif 800w"><img src="/media/${hash}/800.jpg" srcset="/media/${hash}/480.jpg 480w" alt="A &lt;b&gt;"></picture>`;

/** As the press writes it. */
const html = toDocument(
  `<!DOCTYPE html><html lang="en"><head><title>T</title><link rel="stylesheet" href="/_next/static/chunks/a.css" data-precedence="next"><link rel="preload" as="image" href="/media/one/1200.avif"></head>
  <body><script type="module" src="/assets/reader.js"></script><header class="masthead">M</header><main id="main">
  <script type="module" src="/assets/offline.js"></script><article class="story">${figure('one')}${figure('two')}${figure('one')}</article>
  <aside class="related">${figure('three')}</aside></main></body></html>`,
  { '/assets/reader.js': '/assets/reader.123.js', '/assets/offline.js': '/assets/offline.456.js' },
);

describe('of a finished page', () => {
  test('style sheet and scripts are found, each once', () => {
    expect(filesIn(html)).toEqual([
      '/_next/static/chunks/a.css',
      '/assets/reader.123.js',
      '/assets/offline.456.js',
    ]);
  });

  test('pictures of the story are found, one size each; those beside it belong to other stories', () => {
    expect(picturesIn(html)).toEqual(['/media/one/800.jpg', '/media/two/800.jpg']);
  });

  test('it is known as ours, and nobody else’s page is', () => {
    expect(isOurs(html)).toBe(true);
    expect(isOurs('<html><body><form>Sign in to the network</form></body></html>')).toBe(false);
    expect(isOurs(html.slice(0, -20))).toBe(false);
  });
});

test('fonts of a style sheet are found where it stands', () => {
  const css =
    '@font-face{src:url(../media/a.woff2)format("woff2")}@font-face{src:url("/b.woff2")}a{background:url(c.png)}';
  expect(fontsIn(css, 'https://news.example/_next/static/chunks/a.css')).toEqual([
    '/_next/static/media/a.woff2',
    '/b.woff2',
  ]);
});

test('the first address of each picture is the one that is kept', () => {
  expect(oneSizeEach(['/media/a/1.avif', '/media/b/1.avif', '/media/a/2.jpg'])).toEqual([
    '/media/a/1.avif',
    '/media/b/1.avif',
  ]);
});

describe('a kept page is shown', () => {
  test('with its note before everything else, as text', () => {
    const shown = asShown(html, { note: 'As it was <then> & there.' });
    expect(shown).toMatch(
      /<body><aside class="kept-note"[^>]*><p role="status">As it was &lt;then> &amp; there\.<\/p><\/aside><script/,
    );
  });

  test('in the colours that the reader has chosen by now', () => {
    const root = (from: string, theme?: string) => /<html[^>]*>/.exec(asShown(from, { theme }))?.[0];
    const dark = html.replace('<html ', '<html data-theme="dark" ');
    expect(root(html, 'dark')).toBe('<html data-theme="dark" lang="en">');
    expect(root(dark, 'light')).toBe('<html data-theme="light" lang="en">');
    expect(root(dark, '')).toBe('<html lang="en">');
    expect(root(dark), 'a browser that tells workers of no cookies').toBe(
      '<html data-theme="dark" lang="en">',
    );
    expect(root(html, '"><script>')).toBe('<html lang="en">');
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toDocument } from './document.ts';

const sheet = '<link rel="stylesheet" href="/_next/static/chunks/a.css" data-precedence="next">';
const page = (body: string, head = '') =>
  `<!DOCTYPE html><html lang="en"><head>${sheet}${head}</head><body>${body}</body></html>`;

describe('what Next.js and React add goes', () => {
  test.each([
    ['a chunk', '<script src="/_next/static/chunks/a.js" async=""></script>'],
    ['flight data', '<script>self.__next_f.push([1,"text"])</script>'],
    [
      'Turbopack’s loader',
      '<script>(globalThis["TURBOPACK"]||(globalThis["TURBOPACK"]=[])).push([])</script>',
    ],
    ['React’s streaming', '<script>$RC=function(b,c){};</script>'],
    ['a preloaded script', '<link rel="preload" as="script" href="/_next/static/chunks/a.js">'],
    ['an empty hidden div', '<div hidden=""><!--$--><!--/$--></div>'],
    ['comments', '<!--$-->'],
    ['the size-adjust tag', '<meta name="next-size-adjust" content="">'],
  ])('%s', (_, addition) => {
    expect(toDocument(page(`<main>Text</main>${addition}`))).toBe(toDocument(page('<main>Text</main>')));
  });

  test('attributes by which they find their way', () => {
    expect(toDocument(page('<p data-dgst="x">Text</p>'))).not.toMatch(/data-(dgst|precedence)/);
  });
});

test('structured data stands in the head, wherever the page had it', () => {
  const data = '<script type="application/ld+json">{"a":1}</script>';
  const other = '<script type="application/ld+json">{"b":2}</script>';
  const made = toDocument(page(`<main>${data}<p>Text</p>${other}</main>`));
  expect(made).toContain(`${data}${other}</head>`);
  expect(made).toContain('<main><p>Text</p></main>');
});

describe('what is ours stays', () => {
  test.each([
    '<script type="application/ld+json">{"a":"<\\/script>"}</script>',
    '<script type="module" src="/assets/reader.js" async=""></script>',
    '<running-date zone="UTC"><time datetime="2026-11-24">24 November</time></running-date>',
    '<svg viewBox="0 0 1 1"><path d="M0 0z"></path><g><circle cx="1" cy="1" r="1"></circle></g></svg>',
    '<figure><picture><source srcset="/media/a/1.avif 1w" type="image/avif"><img src="/media/a/1.jpg" alt=""></picture></figure>',
    '<div hidden="">Text that a script shows</div>',
    '<page-view address="/"><noscript><img src="/api/audience/pixel.gif?page=%2F" alt=""></noscript></page-view>',
  ])('%s', (own) => {
    expect(toDocument(page(own))).toContain(own);
  });

  test('the reader’s script and other files get the names they have in the edition', () => {
    const script = '<script type="module" src="/assets/reader.js"></script>';
    const finished = toDocument(page(script), { '/assets/reader.js': '/assets/reader.0a1b.js' });
    expect(finished).toContain('src="/assets/reader.0a1b.js"');
    expect(finished).not.toContain('src="/assets/reader.js"');
  });
});

describe('anything unknown stops the press and is named', () => {
  test.each([
    ['a script of another kind', '<script>alert(1)</script>', /a script that is not ours.*alert/],
    ['a foreign script', '<script src="https://example.org/a.js"></script>', /a script that is not ours/],
    [
      'a classic script from our folder',
      '<script src="/assets/reader.js"></script>',
      /a script that is not ours/,
    ],
    ['an inline style', '<p style="color:red">Text</p>', /an inline style/],
    ['a style element', '<style>p{}</style>', /not on the list: <style>/],
    ['a handler', '<button onclick="a()">Text</button>', /an inline handler/],
    ['an address that runs', '<a href=" javascript:a()">Text</a>', /an address that runs/],
    ['a frame', '<iframe src="/"></iframe>', /not on the list: <iframe/],
    ['a frame for readers without script', '<noscript><iframe></iframe></noscript>', /<iframe/],
    ['an unknown element', '<my-widget></my-widget>', /not on the list: <my-widget/],
    ['an unknown link', '<link rel="dns-prefetch" href="//example.org">', /a link that is not on the list/],
    ['a second style sheet', '<link rel="stylesheet" href="/b.css">', /2 style sheets/],
  ])('%s', (_, addition, message) => {
    expect(() => toDocument(page(addition))).toThrow(message);
  });

  test('a page without a style sheet', () => {
    expect(() => toDocument('<!DOCTYPE html><html><body>Text</body></html>')).toThrow('0 style sheets');
  });
});

test('finishing a finished page changes nothing', () => {
  const once = toDocument(
    page(
      '<noscript>5 &gt; 4</noscript><main><p>Text &amp; more</p><!-- --></main><script src="/_next/a.js"></script>',
    ),
  );
  expect(toDocument(once)).toBe(once);
});

test('whatever text a page holds, no script but ours comes out, and the text does', () => {
  const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const safe = escaped(text).replace(/[\0\r]/g, '');
      const finished = toDocument(page(`<p>${safe}</p><script src="/_next/a.js"></script>`));
      expect(finished).not.toContain('<script');
      expect(finished).toContain(`<p>${safe.replace(/\u00A0/g, '&nbsp;')}</p>`);
    }),
  );
});

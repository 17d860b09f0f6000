import { describe, expect, test } from 'vitest';
import { encodingFor, isFresh, themeOf } from './negotiate.ts';

test.each([
  [undefined, 'identity'],
  ['', 'identity'],
  ['gzip, deflate, br, zstd', 'br'],
  ['gzip', 'gzip'],
  ['GZIP', 'gzip'],
  ['br;q=0, gzip', 'gzip'],
  ['br;q=0, gzip;q=0', 'identity'],
  ['*', 'br'],
  ['*;q=0', 'identity'],
  ['br ; q=0.5', 'br'],
  ['br;q=nonsense', 'identity'],
])('Accept-Encoding %j is answered with %s', (header, encoding) => {
  expect(encodingFor(header)).toBe(encoding);
});

describe('If-None-Match', () => {
  test.each([
    [undefined, false],
    ['"a"', true],
    ['W/"a"', true],
    ['"b", "a"', true],
    ['*', true],
    ['"b"', false],
    ['a', false],
  ])('%j', (header, fresh) => {
    expect(isFresh(header, '"a"')).toBe(fresh);
  });
});

test.each([
  [undefined, undefined],
  ['theme=dark', 'dark'],
  ['a=b; theme=light', 'light'],
  ['theme=dark; a=b', 'dark'],
  ['mytheme=dark', undefined],
  ['theme=darkest', undefined],
  ['theme="><script>', undefined],
])('the theme in the cookie %j is %s', (cookie, theme) => {
  expect(themeOf(cookie)).toBe(theme);
});

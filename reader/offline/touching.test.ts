import { describe, expect, test } from 'vitest';
import { type Asked, addressOf, isTakenBack, nameOf, touchOf } from './touching.ts';

const origin = 'https://news.example';
const touch = (path: string, more: Partial<Asked> = {}) =>
  touchOf(
    {
      method: 'GET',
      url: new URL(path, origin).href,
      mode: 'navigate',
      destination: 'document',
      referrer: '',
      ...more,
    },
    origin,
  );
const part = (path: string, destination: string, referrer = `${origin}/articles/a`) =>
  touch(path, { mode: 'no-cors', destination, referrer });

describe('the worker', () => {
  test('answers for the pages of readers if nobody else does', () => {
    for (const path of [
      '/',
      '/articles/a-story',
      '/articles/a?utm_source=b',
      '/topics/time',
      '/saved',
      '/search?q=a',
    ])
      expect(touch(path), path).toBe('page');
  });

  test('hands on what is no page, or not for readers', () => {
    for (const path of [
      '/newsroom',
      '/newsroom/x',
      '/preview/abc',
      '/api/audience/choice',
      '/feed.xml',
      '/sw.js',
    ])
      expect(touch(path), path).toBe('elsewhere');
    expect(touch('/newsroom-of-the-year')).toBe('page');
  });

  test('answers for style, type, scripts and pictures of pages', () => {
    expect(part('/_next/static/a.css', 'style')).toBe('file');
    expect(part('/_next/static/a.woff2', 'font')).toBe('file');
    expect(part('/assets/reader.1.js', 'script')).toBe('file');
    expect(part('/media/abc/480.avif', 'image')).toBe('file');
  });

  test('has nothing to do with anything else', () => {
    expect(touch('/articles/a', { method: 'POST' })).toBeUndefined();
    expect(
      touchOf({ ...fetched('/media/a/1.jpg'), url: 'https://other.example/media/a/1.jpg' }, origin),
    ).toBeUndefined();
    expect(touchOf(fetched('/articles/a/live.json'), origin)).toBeUndefined();
    expect(touchOf(fetched('/articles/a'), origin)).toBeUndefined();
    expect(part('/api/og/story/a/title-1.jpg', 'image')).toBeUndefined();
    expect(part('/icon.svg', 'image')).toBeUndefined();
    expect(part('/api/audience/pixel.gif', 'image')).toBeUndefined();
    expect(part('/_next/static/a.js', 'script', `${origin}/newsroom`)).toBeUndefined();
    expect(part('/media/a/480.avif', 'image', `${origin}/preview/token`)).toBeUndefined();
  });

  const fetched = (path: string): Asked => ({
    method: 'GET',
    url: new URL(path, origin).href,
    mode: 'cors',
    destination: '',
    referrer: `${origin}/`,
  });
});

test('a page is the same whatever its address says beside it', () => {
  expect(addressOf(`${origin}/articles/a/?utm_source=b#c`)).toBe('/articles/a');
  expect(addressOf(`${origin}/?a`)).toBe('/');
});

test('only a story is forgotten by the answer to a visit, and only by a clear one', () => {
  for (const status of [404, 410, 451]) expect(isTakenBack('/articles/a', status)).toBe(true);
  for (const status of [0, 200, 304, 403, 500, 503]) expect(isTakenBack('/articles/a', status)).toBe(false);
  expect(isTakenBack('/', 404)).toBe(false);
});

test('of a picture one size is kept, whichever is asked for', () => {
  expect(nameOf('/media/abc/480.avif')).toBe(nameOf('/media/abc/1200.jpg'));
  expect(nameOf('/assets/reader.1.js')).toBe('/assets/reader.1.js');
});

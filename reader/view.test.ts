import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { campaignOf, fromWhere, refusalIn, viewId } from './view.ts';

describe('a view’s number', () => {
  const word = fc.nat(2 ** 32 - 1);

  test('is a whole number below 2^53, whatever the clock and chance say', () => {
    fc.assert(
      fc.property(fc.nat(2 ** 45), word, word, (now, high, low) => {
        const id = viewId(now, Uint32Array.of(high, low));
        expect(Number.isSafeInteger(id)).toBe(true);
        expect(id).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  test('holds the second in its upper 18 bits and 35 bits of chance below', () => {
    const now = Date.parse('2026-11-25T08:00:00Z');
    expect(Math.floor(viewId(now, Uint32Array.of(0, 0)) / 2 ** 35)).toBe((now / 1000) % 2 ** 18);
    expect(viewId(0, Uint32Array.of(2 ** 32 - 1, 2 ** 32 - 1))).toBe(2 ** 35 - 1);
    expect(viewId(2 ** 18 * 1000 - 1, Uint32Array.of(2 ** 32 - 1, 2 ** 32 - 1))).toBe(2 ** 53 - 1);
  });
});

describe('where a reader came from', () => {
  test.each([
    ['https://www.google.com/search?q=secret', 'www.google.com'],
    ['https://chat.example:8443/room/7', 'chat.example:8443'],
    ['android-app://com.example.mail/inbox', 'com.example.mail'],
    ['https://news.example/articles/one?from=x#part', '/articles/one'],
    ['https://news.example/', '/'],
    ['http://news.example/articles/one', 'news.example'],
    ['', ''],
    ['about:blank', ''],
    ['no address', ''],
    [`https://news.example/${'a'.repeat(4000)}`, `/${'a'.repeat(299)}`],
  ])('%s: "%s"', (referrer, from) => {
    expect(fromWhere(referrer, 'https://news.example')).toBe(from);
  });

  test('nothing of another site’s page but its host is told', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (address) => {
        expect(fromWhere(address, 'https://news.example')).toBe(new URL(address).host);
      }),
    );
  });
});

describe('the campaign of a link', () => {
  test('is its three parts, and only those that are there', () => {
    const all = '?utm_source=letter&utm_medium=email&utm_campaign=week+48&utm_term=x&id=7';
    expect(campaignOf(all)).toEqual({ source: 'letter', medium: 'email', name: 'week 48' });
    expect(campaignOf('?utm_medium=email&utm_source=')).toEqual({ medium: 'email' });
    expect(campaignOf('')).toEqual({});
  });

  test('is cut to 60 characters a part, and through none of them', () => {
    expect(campaignOf(`?utm_source=${'字'.repeat(61)}`).source).toBe('字'.repeat(60));
    expect(campaignOf(`?utm_source=${'🏮'.repeat(61)}`).source).toBe('🏮'.repeat(30));
    expect(campaignOf(`?utm_source=x${'🏮'.repeat(61)}`).source).toBe(`x${'🏮'.repeat(29)}`);
  });

  test('fits with everything else into the 2 KB that the server takes', () => {
    const control = '%01'.repeat(100);
    const message = JSON.stringify({
      view: `/articles/${'a'.repeat(200)}`,
      id: 2 ** 53 - 1,
      from: fromWhere(`https://news.example/${'a'.repeat(4000)}`, 'https://news.example'),
      campaign: campaignOf(`?utm_source=${control}&utm_medium=${control}&utm_campaign=${control}`),
      width: 100_000,
    });
    expect(Buffer.byteLength(message)).toBeLessThanOrEqual(2048);
  });
});

describe('nothing is sent', () => {
  test.each([
    ['audience=off', 'choice'],
    ['theme=dark; audience=off', 'choice'],
    ['audience=off; theme=dark', 'choice'],
    ['audience=on', undefined],
    ['audience=offer', undefined],
    ['my-audience=off', undefined],
    ['', undefined],
  ])('with the cookies "%s": %s', (cookies, refusal) => {
    expect(refusalIn(cookies, undefined)).toBe(refusal);
    expect(refusalIn(cookies, false)).toBe(refusal);
  });

  test('with Global Privacy Control, whatever was chosen here', () => {
    for (const cookies of ['', 'audience=off', 'audience=on'])
      expect(refusalIn(cookies, true)).toBe('browser');
  });
});

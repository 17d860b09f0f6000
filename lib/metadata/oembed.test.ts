import fc from 'fast-check';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { xml2js } from 'xml-js';
import { contentOf, editionOf, story } from '#lib/edition/edition.test.stories.ts';
import { oembed } from './oembed.ts';

beforeAll(() => void vi.stubEnv('SITE_URL', 'https://news.example/paper/'));
afterAll(() => void vi.unstubAllEnvs());

const ask = (headline: string, format: string) =>
  oembed(
    editionOf(contentOf([story('one', { headline })])),
    new URLSearchParams({ url: 'https://news.example/paper/articles/one', format }),
  );

test('a headline is the same in JSON and in XML, whatever signs it has', () => {
  const same = (headline: string) => {
    const { title } = JSON.parse(ask(headline, 'json').body) as { title: string };
    const read = xml2js(ask(headline, 'xml').body, { compact: true }) as {
      oembed: { title: { _text?: string } };
    };
    expect(title).toBe(headline);
    expect(read.oembed.title._text ?? '').toBe(headline);
  };
  for (const headline of ['How &amp; works', 'A & B', '</title><x>', '"quoted" ’s', '&#60;', '中 ]]>'])
    same(headline);
  fc.assert(fc.property(fc.stringMatching(/^[!-~]{1,20}$/), same), { numRuns: 50 });
});

test('what XML has no place for is left out', () => {
  expect(ask('A\u0001B', 'xml').body).toContain('<title>AB</title>');
});

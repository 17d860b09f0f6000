import { expect, test } from 'vitest';
import type { SiteData } from './schemas.ts';
import { site } from './site.test.file.ts';

test('without a word of it there is neither a hub nor a word of Google', () => {
  const data = site('').data as SiteData;
  expect([data.feeds, data.googlePreferredSource]).toEqual([undefined, undefined]);
  const set = site('feeds:\n  hub: https://hub.example/\ngooglePreferredSource: true\n').data as SiteData;
  expect([set.feeds, set.googlePreferredSource]).toEqual([{ hub: 'https://hub.example/' }, true]);
});

test.each([
  ['feeds:\n  hub: http://hub.example/\n', 'feeds.hub is not encrypted'],
  ['feeds:\n  hub: hub.example\n', 'feeds.hub is not a web address'],
  ['feeds:\n  hubs: https://hub.example/\n', 'feeds.hubs is not a field'],
  ['googlePreferredSource: yes please\n', 'googlePreferredSource is text'],
])('%j is told of, once', (lines, says) => {
  const { findings } = site(lines);
  expect(findings.map(({ field, what }) => `${field} ${what}`)).toEqual([expect.stringContaining(says)]);
});

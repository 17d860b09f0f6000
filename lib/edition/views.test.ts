import { describe, expect, test } from 'vitest';
import { contentOf, editionOf, story } from './edition.test.stories.ts';
import { chromeView } from './views.ts';

describe('what other pages show', () => {
  const edition = editionOf(contentOf([story('one', { publishedAt: '2026-11-23T17:00:00Z' })]));

  test('the date line says the newsroom’s day, not the server’s', () => {
    // 17:00 in Greenwich is one in the morning of the next day in Shanghai.
    expect(chromeView(edition).date).toBe('2026-11-24T00:00:00+08:00');
  });

  test('no page’s frame says what stands on fronts', () => {
    expect(chromeView(edition).site).not.toHaveProperty('fronts');
  });
});

import { expect, test } from 'vitest';
import { byKind, byStory } from './grouping.ts';

test('sources are put together by kind, the largest first, and nothing is lost', () => {
  const part = (kind: 'search' | 'social', name: string, views: number) => ({
    kind,
    name,
    views,
    engaged: 1,
  });
  const kinds = byKind([part('search', 'Google', 5), part('social', 'WeChat', 4), part('social', 'X', 3)]);
  expect(kinds.map(({ kind, views }) => [kind, views])).toEqual([
    ['social', 7],
    ['search', 5],
  ]);
  expect(kinds[0]?.parts.map(({ name }) => name)).toEqual(['WeChat', 'X']);
  expect(byKind([])).toEqual([]);
});

test('a story that is shared in several networks stands there once, where it was shared last', () => {
  const page = (id: number) => ({ id, key: `story:${id}`, address: `/articles/${id}`, title: `${id}` });
  const share = (id: number, network: string, minute: number) => ({
    page: page(id),
    network,
    fetches: 1,
    last: `2026-11-25T08:${minute}:00Z`,
  });
  const stories = byStory([share(1, 'WhatsApp', 10), share(2, 'Slack', 20), share(1, 'WeChat', 30)]);
  expect(stories.map(({ page: { id }, networks }) => [id, networks.map(({ network }) => network)])).toEqual([
    [1, ['WeChat', 'WhatsApp']],
    [2, ['Slack']],
  ]);
});

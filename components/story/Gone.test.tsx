import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { contentOf } from '#lib/edition/edition.test.stories.ts';
import { Gone } from './Gone.tsx';

const { site } = contentOf([]);
const said = (gone: Parameters<typeof Gone>[0]['gone']) =>
  renderToStaticMarkup(<Gone gone={gone} site={site} />).replace(/<[^>]+>/g, '');

test('a reader is told that a story stood there, when it went and why, in the newsroom’s time', () => {
  const text = said({ id: 'one', slug: 'x', reason: 'Its figures were wrong.', at: '2026-11-24T01:00:00Z' });
  expect(text).toContain('This story has been withdrawn');
  expect(text).toContain('Its figures were wrong.');
  expect(text).toContain('We took it back on 24 November 2026 at 09:00 GMT+8.');
});

test('a reader is told if the law took it away, and nothing of a time that nobody noted', () => {
  const text = said({ id: 'one', slug: 'x', reason: 'A court said so.', legal: true });
  expect(text).toContain('withheld for legal reasons');
  expect(text).toContain('We had to take it down.');
  expect(text).not.toContain('withdrawn');
});

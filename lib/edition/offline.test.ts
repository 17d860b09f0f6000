import { expect, test } from 'vitest';
import { contentOf, editionOf, story } from './edition.test.stories.ts';
import { readsOffline } from './offline.ts';

test('readers keep pages unless the newsroom says no; drafts and previews are kept by nobody', () => {
  const edition = editionOf(contentOf([story('one')]));
  expect(readsOffline(edition)).toBe(true);
  expect(readsOffline({ ...edition, site: { ...edition.site, offline: false } })).toBe(false);
  expect(readsOffline({ ...edition, proof: { problems: [], unpublished: [] } })).toBe(false);
  expect(readsOffline({ ...edition, preview: { slug: 'one', until: '2026-12-01T00:00:00Z' } })).toBe(false);
});

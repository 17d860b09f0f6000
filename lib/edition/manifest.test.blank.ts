/** A manifest for tests: of nothing, but for what a test says. */
import type { Manifest } from './manifest.ts';

export const manifestOf = (more: Partial<Manifest>): Manifest => ({
  code: 'code',
  content: 'content',
  siteUrl: 'http://localhost',
  replacements: {},
  at: 0,
  sources: '',
  shards: [],
  ...more,
});

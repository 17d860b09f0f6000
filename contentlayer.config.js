// Contentlayer's view of the content: types, required fields, and a body as a checked tree.
//
// What a document costs it goes by the fields that its type has, whether they are in the document or not: two fibers
// each. So a batch of files can be compiled with types cut down to what occurs in it (`sourceOf`).
import { defineDocumentType, defineNestedType, makeSource } from '@contentlayer2/source-files';
import { bodyPlugin } from './lib/content/body-plugin.ts';

const list = { type: 'list', of: { type: 'string' } };
const text = { type: 'string' };
const required = (field) => ({ ...field, required: true });
const nested = (name, fields) => ({ type: 'nested', of: defineNestedType(() => ({ name, fields })) });

/** The fields that `occurs` says of, by their path (`lead.caption`), and those that must be there. */
const cut = (fields, occurs, within = '') =>
  Object.fromEntries(
    Object.entries(fields)
      .filter(([name, field]) => field.required || occurs(within + name))
      .map(([name, field]) => [name, field.of?.def ? cutNested(field, occurs, `${within}${name}.`) : field]),
  );
const cutNested = (field, occurs, within) => {
  const { name, fields } = field.of.def();
  return { ...field, of: defineNestedType(() => ({ name, fields: cut(fields, occurs, within) })) };
};

const Lead = nested('Lead', {
  src: required(text),
  alt: required(text),
  caption: text,
  credit: required(text),
  rights: required(text),
  focus: text,
});
const Source = defineNestedType(() => ({
  name: 'Source',
  fields: { title: required(text), url: text, publisher: text, note: text },
}));
const Correction = defineNestedType(() => ({
  name: 'Correction',
  fields: { at: required({ type: 'date' }), wrong: required(text), right: required(text) },
}));
const Redaction = defineNestedType(() => ({
  name: 'Redaction',
  fields: { at: { type: 'date' }, commit: text, reason: required(text) },
}));

export const Story = defineDocumentType(() => ({
  name: 'Story',
  filePathPattern: 'stories/**/*.mdx',
  contentType: 'markdown',
  fields: {
    id: required(text),
    headline: required(text),
    shortHeadline: text,
    standfirst: required(text),
    kicker: text,
    kind: required({ type: 'enum', options: ['news', 'analysis', 'opinion', 'explainer', 'live'] }),
    section: required(text),
    topics: list,
    authors: required(list),
    publishedAt: required({ type: 'date' }),
    updatedAt: { type: 'date' },
    updateNote: text,
    originallyPublished: { type: 'date' },
    embargoUntil: { type: 'date' },
    expiresAt: { type: 'date' },
    endedAt: { type: 'date' },
    status: required({ type: 'enum', options: ['draft', 'published', 'withdrawn'] }),
    withdrawnReason: text,
    withdrawnAt: { type: 'date' },
    withdrawnLegal: { type: 'boolean' },
    lead: Lead,
    place: text,
    sources: { type: 'list', of: Source },
    corrections: { type: 'list', of: Correction },
    redactions: { type: 'list', of: Redaction },
    formerly: list,
    canonical: text,
    lang: text,
    translationOf: text,
    related: list,
  },
}));

export const Page = defineDocumentType(() => ({
  name: 'Page',
  filePathPattern: 'pages/*.mdx',
  contentType: 'markdown',
  fields: { title: required(text), description: required(text), updatedAt: required({ type: 'date' }) },
}));

const data = (name, filePathPattern, fields) =>
  defineDocumentType(() => ({ name, filePathPattern, contentType: 'data', fields }));

export const Section = data('Section', 'sections/*.yml', {
  name: required(text),
  names: { type: 'json' },
  description: required(text),
  order: required({ type: 'number' }),
});
export const Topic = data('Topic', 'topics/*.yml', {
  name: required(text),
  names: { type: 'json' },
  description: required(text),
});
export const Series = data('Series', 'series/*.yml', {
  name: required(text),
  description: required(text),
  stories: required(list),
});
export const Author = data('Author', 'authors/*.yml', {
  name: required(text),
  kind: required({ type: 'enum', options: ['person', 'desk'] }),
  description: required(text),
  url: text,
  fediverse: text,
});
// Not a singleton: batches of stories are compiled without it.
export const Site = data('Site', 'site.yml', {
  name: required(text),
  tagline: required(text),
  taglines: { type: 'json' },
  description: required(text),
  descriptions: { type: 'json' },
  lang: required(text),
  timeZone: required(text),
  publisher: required(text),
  contact: text,
  networks: { type: 'json' },
  banner: { type: 'json' },
  fronts: { type: 'json' },
  audience: { type: 'json' },
  feeds: { type: 'json' },
  googlePreferredSource: { type: 'boolean' },
  crawlers: { type: 'json' },
  offline: { type: 'boolean' },
});

const sourceWith = (story) =>
  makeSource({
    contentDirPath: process.env.CONTENTLAYER_DIR ?? process.env.CONTENT_DIR ?? 'content',
    documentTypes: [story, Page, Section, Topic, Series, Author, Site],
    markdown: (builder) => builder.use(bodyPlugin),
    onMissingOrIncompatibleData: 'fail',
    onUnknownDocuments: 'fail',
    onExtraFieldData: 'fail',
    disableImportAliasWarning: true,
  });

/** For stories that have no other fields than those that `occurs` says of: with any other, Contentlayer fails. */
export const sourceOf = (occurs) => {
  const { fields, ...story } = Story.def();
  return sourceWith(defineDocumentType(() => ({ ...story, fields: cut(fields, occurs) })));
};

export default sourceWith(Story);

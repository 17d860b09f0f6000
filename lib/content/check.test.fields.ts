/** Test data: what can be wrong in a story's front matter, and where the check says so. */

/** The story that every case spoils in one way; its lines are numbered from 1. */
export const goodFields = [
  '---',
  'id: a-story',
  'headline: A good headline',
  'standfirst: One sentence under it.',
  'kind: news',
  'section: china',
  'topics: [time]',
  'authors: [desk]',
  'publishedAt: 2026-11-24T09:00:00+08:00',
  'status: published',
  '---',
  '',
];

export type FieldCase = Readonly<{
  name: string;
  /** Lines that are replaced, by the field they begin with; `undefined` leaves the line blank, as if it weren't there. */
  change?: Readonly<Record<string, string | undefined>>;
  /** Lines added at the end of the front matter: the first is line 11. */
  add?: readonly string[];
  /** `line:column field what | mend` of every problem. */
  says: readonly string[];
}>;

const instant = 'write 2026-11-24T09:00:00+08:00';
const slug = 'is not a slug | lower-case letters, digits and single hyphens';

export const fieldCases: readonly FieldCase[] = [
  {
    name: 'headline with a number sign that begins a comment',
    change: { headline: 'headline: We are #1 in this' },
    says: [
      '3:18 headline the text ends before the #, where YAML begins a comment | put the whole text in straight quotes: "…"',
    ],
  },
  {
    name: 'a note of an update that has no time',
    add: ['updateNote: What is new.'],
    says: ['11:13 updateNote stands without updatedAt | add updatedAt: when the story was updated'],
  },
  {
    name: 'redactions that name no version, two ways, and nothing that is a commit',
    add: [
      'redactions:',
      '  - {reason: A name.}',
      '  - {at: 2026-11-24T10:00:00Z, commit: 1a2b3c4, reason: A name.}',
      '  - {commit: HEAD, reason: A name.}',
      '  - {commit: 1a2b3c4}',
    ],
    says: [
      '12:5 redactions.0 doesn’t name one version | write either at, as the history shows it, or commit',
      '13:5 redactions.1 doesn’t name one version | write either at, as the history shows it, or commit',
      '14:14 redactions.2.commit is not a commit | write at least 7 of its letters and digits',
      '15:5 redactions.3.reason is missing | add reason:',
    ],
  },
  {
    name: 'headline missing',
    change: { headline: undefined },
    says: ['1:1 headline is missing | add headline:'],
  },
  {
    name: 'headline without a value',
    change: { headline: 'headline:' },
    says: ['3:1 headline is empty | write a value, or leave the field out if it is optional'],
  },
  {
    name: 'headline blank',
    change: { headline: 'headline: "  "' },
    says: ['3:11 headline is empty | write it'],
  },
  {
    name: 'headline is a number',
    change: { headline: 'headline: 2026' },
    says: ['3:11 headline is the number 2026 | write text, in quotes if it looks like a number: "2026"'],
  },
  {
    name: 'headline of 111 characters',
    change: { headline: `headline: ${'字'.repeat(111)}` },
    says: ['3:11 headline has 111 characters | shorten it to 110'],
  },
  {
    name: 'standfirst too long',
    change: { standfirst: `standfirst: ${'x'.repeat(301)}` },
    says: ['4:13 standfirst has 301 characters | shorten it to 300'],
  },
  { name: 'id missing', change: { id: undefined }, says: ['1:1 id is missing | add id:'] },
  {
    name: 'id with capitals',
    change: { id: 'id: Some_Id' },
    says: ['2:5 id is not an id | 3 to 60 lower-case letters, digits and hyphens'],
  },
  {
    name: 'field misspelt',
    add: ['kiker: Time'],
    says: ['11:1 kiker is not a field | did you mean kicker?'],
  },
  {
    name: 'field nobody knows',
    add: ['layout: wide'],
    says: [
      '11:1 layout is not a field | leave it out; the fields are id, headline, shortHeadline, standfirst, kicker, kind, section, topics, authors, publishedAt, updatedAt, updateNote, originallyPublished, embargoUntil, expiresAt, endedAt, status, withdrawnReason, withdrawnAt, withdrawnLegal, lead, place, sources, corrections, redactions, formerly, canonical, lang, translationOf, related',
    ],
  },
  {
    name: 'required field misspelt',
    change: { standfirst: 'standfrist: One sentence.' },
    says: [
      '1:1 standfirst is missing | add standfirst:',
      '4:1 standfrist is not a field | did you mean standfirst?',
    ],
  },
  {
    name: 'kind misspelt',
    change: { kind: 'kind: expliner' },
    says: ['5:7 kind can’t be "expliner" | did you mean explainer?'],
  },
  {
    name: 'kind that does not exist',
    change: { kind: 'kind: gossip' },
    says: ['5:7 kind can’t be "gossip" | choose one of: news, analysis, opinion, explainer, live'],
  },
  {
    name: 'status misspelt',
    change: { status: 'status: publishd' },
    says: ['10:9 status can’t be "publishd" | did you mean published?'],
  },
  {
    name: 'section that does not exist',
    change: { section: 'section: chinna' },
    says: ['6:10 section there is no section "chinna" | did you mean china?'],
  },
  {
    name: 'topic that does not exist',
    change: { topics: 'topics: [time, geography]' },
    says: ['7:16 topics.1 there is no topic "geography" | write the slug of a topic that exists'],
  },
  {
    name: 'topic twice',
    change: { topics: 'topics: [time, time]' },
    says: ['7:16 topics.1 "time" stands there twice | leave it out'],
  },
  {
    name: 'topics not in a list',
    change: { topics: 'topics: time' },
    says: ['7:9 topics is text | write a list: [one, two]'],
  },
  {
    name: 'author that does not exist',
    change: { authors: 'authors: [dsk]' },
    says: ['8:11 authors.0 there is no author "dsk" | did you mean desk?'],
  },
  {
    name: 'nobody wrote it',
    change: { authors: 'authors: []' },
    says: ['8:10 authors is empty | name at least one author'],
  },
  { name: 'author by name', change: { authors: 'authors: [The Desk]' }, says: [`8:11 authors.0 ${slug}`] },
  {
    name: 'related story that does not exist',
    add: ['related:', '  - good-story', '  - good-storey'],
    says: ['13:5 related.1 there is no story "good-storey" | did you mean good-story?'],
  },
  {
    name: 'related to itself',
    add: ['related: [related-to-itself]'],
    says: ['11:11 related.0 is the story itself | leave it out'],
  },
  {
    name: 'related by an old slug',
    add: ['related: [old-name]'],
    says: ['11:11 related.0 there is no story "old-name" | it is good-story now'],
  },
  {
    name: 'translation of a story that does not exist',
    add: ['lang: fr', 'translationOf: good-storey'],
    says: ['12:16 translationOf there is no story "good-storey" | did you mean good-story?'],
  },
  {
    name: 'translation by an old slug',
    add: ['lang: fr', 'translationOf: old-name'],
    says: ['12:16 translationOf there is no story "old-name" | it is good-story now'],
  },
  {
    name: 'translation of itself',
    add: ['lang: fr', 'translationOf: translation-of-itself'],
    says: ['12:16 translationOf is the story itself | name the story it was translated from'],
  },
  {
    name: 'translation that says no language',
    add: ['translationOf: good-story'],
    says: [
      '11:16 translationOf "good-story" is in en too | write the language of this text, lang: zh-Hans, say',
    ],
  },
  {
    name: 'translation into the same language',
    add: ['translationOf: good-story', 'lang: en'],
    says: ['12:7 lang "good-story" is in en too | write the language of this text, lang: zh-Hans, say'],
  },
  {
    name: 'translation that is right',
    add: ['lang: fr', 'translationOf: good-story'],
    says: [],
  },
  {
    name: 'translation that is the second in its language',
    add: ['lang: fr', 'translationOf: good-story'],
    says: [
      '12:16 translationOf "good-story" has a translation into fr: stories/2026/11/translation-that-is-right.mdx | leave it out in one of the two, or write the right lang',
    ],
  },
  {
    name: 'translation of a translation',
    add: ['lang: de', 'translationOf: translation-that-is-right'],
    says: [
      '12:16 translationOf "translation-that-is-right" is a translation itself | name the original: good-story',
    ],
  },
  {
    name: 'translations of no field',
    add: ['translations: [good-story]'],
    says: ['11:1 translations is not a field | did you mean translationOf?'],
  },
  {
    name: 'date without zone',
    change: { publishedAt: 'publishedAt: 2026-11-24 09:00' },
    says: [`9:14 publishedAt "2026-11-24 09:00" has no time zone | ${instant}`],
  },
  {
    name: 'date without time',
    change: { publishedAt: 'publishedAt: 2026-11-24' },
    says: [`9:14 publishedAt "2026-11-24" is not a date with time and zone | ${instant}`],
  },
  {
    name: 'day that does not exist',
    change: { publishedAt: 'publishedAt: 2026-02-30T09:00:00+08:00' },
    says: [`9:14 publishedAt "2026-02-30T09:00:00+08:00" is not a date with time and zone | ${instant}`],
  },
  {
    name: 'hour that does not exist',
    change: { publishedAt: 'publishedAt: 2026-11-24T25:00:00Z' },
    says: [`9:14 publishedAt "2026-11-24T25:00:00Z" is not a date with time and zone | ${instant}`],
  },
  {
    name: 'updated before it was published',
    add: ['updatedAt: 2026-11-24T08:59:59+08:00'],
    says: ['11:12 updatedAt is before publishedAt | write a later time, or leave it out'],
  },
  {
    name: 'updated before it was published in another zone',
    add: ['updatedAt: 2026-11-24T09:30:00+09:00'],
    says: ['11:12 updatedAt is before publishedAt | write a later time, or leave it out'],
  },
  {
    name: 'expires before it opens',
    add: ['expiresAt: 2026-11-24T09:00:00+08:00'],
    says: ['11:12 expiresAt is not after publishedAt | write a later time, or leave it out'],
  },
  {
    name: 'expires under embargo',
    add: ['embargoUntil: 2026-12-02T00:00:00Z', 'expiresAt: 2026-12-01T00:00:00Z'],
    says: ['12:12 expiresAt is not after embargoUntil: nobody would ever see the story | write a later time'],
  },
  {
    name: 'first published on no day',
    add: ['originallyPublished: 12 September 2014'],
    says: ['11:22 originallyPublished "12 September 2014" is not a day | write 2014-09-12'],
  },
  {
    name: 'withdrawn without a reason',
    change: { status: 'status: withdrawn' },
    says: ['10:9 status withdrawn without a reason | add withdrawnReason: what the address says instead'],
  },
  {
    name: 'reason in a story that is not withdrawn',
    add: ['withdrawnReason: It was wrong.'],
    says: [
      '11:18 withdrawnReason stands in a story that is published | leave it out, or write status: withdrawn',
    ],
  },
  {
    name: 'all of a takedown left in a draft',
    change: { status: 'status: draft' },
    add: ['withdrawnReason: X.', 'withdrawnAt: 2026-11-25T09:00:00+08:00', 'withdrawnLegal: true'],
    says: [
      '11:18 withdrawnReason stands in a story that is a draft | leave it out, or write status: withdrawn',
      '12:14 withdrawnAt stands in a story that is a draft | leave it out, or write status: withdrawn',
      '13:17 withdrawnLegal stands in a story that is a draft | leave it out, or write status: withdrawn',
    ],
  },
  {
    name: 'withdrawn at no instant and in no law',
    change: { status: 'status: withdrawn' },
    add: ['withdrawnReason: X.', 'withdrawnAt: 2026-11-25', 'withdrawnLegal: maybe'],
    says: [
      '12:14 withdrawnAt "2026-11-25" is not a date with time and zone | write 2026-11-25T09:00:00+08:00',
      '13:17 withdrawnLegal is text | write true or false',
    ],
  },
  {
    name: 'language that does not exist',
    add: ['lang: xx-Nope-Nope'],
    says: ['11:7 lang "xx-Nope-Nope" is not a language | write en, zh-Hans, zh-Hant …'],
  },
  {
    name: 'canonical address by script',
    add: ['canonical: javascript:alert(1)'],
    says: ['11:12 canonical is not a web address | write https://…'],
  },
  {
    name: 'lead without alt, credit and rights',
    add: ['lead:', '  src: wide.png'],
    says: [
      '11:1 lead.alt is missing | add alt:',
      '11:1 lead.credit is missing | add credit:',
      '11:1 lead.rights is missing | add rights:',
    ],
  },
  {
    name: 'lead with a misspelt field',
    add: ['lead: {src: wide.png, alt: A, credit: B, rights: C, foucs: 1% 1%}'],
    says: ['11:53 lead.foucs is not a field | did you mean focus?'],
  },
  {
    name: 'lead with a point outside',
    add: ['lead: {src: wide.png, alt: A, credit: B, rights: C, focus: 50% 101%}'],
    says: ['11:60 lead.focus is not a point | write 50% 40%'],
  },
  {
    name: 'lead is only a file name',
    add: ['lead: wide.png'],
    says: ['11:7 lead is text | write fields of its own, indented under it'],
  },
  {
    name: 'source without title',
    add: ['sources:', '  - url: https://example.org', '  - title: Two', '    url: example.org'],
    says: [
      '12:5 sources.0.title is missing | add title:',
      '14:10 sources.1.url is not a web address | write https://…',
    ],
  },
  {
    name: 'correction without what is right',
    add: ['corrections:', '  - at: 2026-11-24T10:00:00Z', '    wrong: Ten'],
    says: ['12:5 corrections.0.right is missing | add right:'],
  },
  {
    name: 'colon in a headline',
    change: { headline: 'headline: China: one clock' },
    says: ['3:11 a colon and a space inside the text | put the whole text in straight quotes: "…"'],
  },
  {
    name: 'quotation never closed',
    change: { standfirst: 'standfirst: "One sentence.' },
    says: ['4:13 a quotation mark that is never closed | close it with the same sign'],
  },
  {
    name: 'tab before a field',
    add: ['lead:', '\tsrc: wide.png'],
    says: ['12:1 a tab | indent with spaces'],
  },
  {
    name: 'same field twice',
    add: ['kind: opinion'],
    says: ['11:1 the same field twice | keep one of them'],
  },
  {
    name: 'asterisk in a headline',
    change: { headline: 'headline: *One* clock' },
    says: [
      '3:11 a value that begins with * means something else in YAML | put the whole text in straight quotes: "…"',
    ],
  },
  {
    name: 'several faults at once',
    change: { section: 'section: chinna', kind: undefined },
    add: ['updatedAt: yesterday', 'lead: {src: nowhere.png, alt: A, credit: B}'],
    says: [
      '1:1 kind is missing | add kind:',
      '6:10 section there is no section "chinna" | did you mean china?',
      `11:12 updatedAt "yesterday" is not a date with time and zone | ${instant}`,
      '12:1 lead.rights is missing | add rights:',
      '12:13 lead.src there is no picture nowhere.png | put it beside several-faults-at-once.mdx',
    ],
  },
];

/** What each kind of document may say: one strict schema a kind. Messages are `what | remedy`. */
import { z } from 'zod';
import { dayPattern, faultInInstant, isDay } from './instant.ts';
import { unwrap } from './issues.ts';

const slugPattern = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

const text = (longest: number) =>
  z
    .string()
    .trim() // A folded block (`>`) ends with a line break that nobody sees.
    .refine((value) => value.trim() !== '', { error: 'is empty | write it', abort: true })
    .refine((value) => !value.includes('\n') || longest > 300, {
      error: 'has a line break | write it on one line',
    })
    .refine((value) => [...value].length <= longest, {
      error: ({ input }) => `has ${[...String(input)].length} characters | shorten it to ${longest}`,
    });

export const slug = z
  .string()
  .regex(slugPattern, { error: 'is not a slug | lower-case letters, digits and single hyphens' });
const id = z.string().regex(/^[a-z0-9][a-z0-9-]{2,59}$/, {
  error: 'is not an id | 3 to 60 lower-case letters, digits and hyphens',
});

const instant = z.string().superRefine((value, context) => {
  const fault = faultInInstant(value);
  if (fault) context.addIssue(`${fault.what} | ${fault.mend}`);
});

const day = z.string().refine((value) => dayPattern.test(value) && isDay(value), {
  error: ({ input }) => `"${String(input)}" is not a day | write 2014-09-12`,
});

const webAddress = z.string().refine(
  (value) => {
    const url = URL.canParse(value) ? new URL(value) : undefined;
    return url !== undefined && /^https?:$/.test(url.protocol);
  },
  { error: 'is not a web address | write https://…' },
);

export const language = z.string().refine(
  (value) => {
    try {
      return (
        Intl.getCanonicalLocales(value)[0] === value &&
        new Intl.DisplayNames('en', { type: 'language', fallback: 'none' }).of(value) !== undefined
      );
    } catch {
      return false;
    }
  },
  { error: ({ input }) => `"${String(input)}" is not a language | write en, zh-Hans, zh-Hant …` },
);

const timeZone = z.string().refine(
  (value) => {
    try {
      return new Intl.DateTimeFormat('en', { timeZone: value }).resolvedOptions().timeZone !== '';
    } catch {
      return false;
    }
  },
  { error: ({ input }) => `"${String(input)}" is not a time zone | write Asia/Shanghai` },
);

const focusPattern = /^(100|\d{1,2})% (100|\d{1,2})%$/;
const focus = z.string().regex(focusPattern, { error: 'is not a point | write 50% 40%' });

const lead = z.strictObject({
  src: text(300),
  unlabelled: text(300).optional(),
  alt: text(500),
  caption: text(500).optional(),
  credit: text(200),
  rights: text(200),
  focus: focus.optional(),
});

const source = z.strictObject({
  title: text(300),
  url: webAddress.optional(),
  publisher: text(200).optional(),
  note: text(500).optional(),
});
const correction = z.strictObject({ at: instant, wrong: text(500), right: text(500) });
/** A version of the story that its history doesn't show, named by one of the two. */
const redaction = z
  .strictObject({
    at: instant.optional(),
    commit: z
      .string()
      .regex(/^[0-9a-f]{7,64}$/, { error: 'is not a commit | write at least 7 of its letters and digits' })
      .optional(),
    reason: text(300),
  })
  .refine(({ at, commit }) => (at === undefined) !== (commit === undefined), {
    error: 'doesn’t name one version | write either at, as the history shows it, or commit',
  });
export const kinds = ['news', 'analysis', 'opinion', 'explainer', 'live'] as const;
const statuses = ['draft', 'published', 'withdrawn'] as const;

const story = z.strictObject({
  id,
  headline: text(110),
  shortHeadline: text(60).optional(),
  standfirst: text(300),
  kicker: text(40).optional(),
  kind: z.enum(kinds),
  section: slug,
  topics: z.array(slug).default([]),
  authors: z.array(slug).min(1, { error: 'is empty | name at least one author' }),
  publishedAt: instant,
  updatedAt: instant.optional(),
  updateNote: text(300).optional(),
  originallyPublished: day.optional(),
  embargoUntil: instant.optional(),
  expiresAt: instant.optional(),
  endedAt: instant.optional(),
  status: z.enum(statuses),
  withdrawnReason: text(500).optional(),
  withdrawnAt: instant.optional(),
  withdrawnLegal: z.boolean().optional(),
  lead: lead.optional(),
  place: text(60).optional(),
  sources: z.array(source).default([]),
  corrections: z.array(correction).default([]),
  redactions: z.array(redaction).default([]),
  formerly: z.array(slug).default([]),
  canonical: webAddress.optional(),
  lang: language.optional(),
  translationOf: slug.optional(),
  related: z.array(slug).default([]),
});

const page = z.strictObject({ title: text(110), description: text(300), updatedAt: instant });
/** By language, as in addresses (`zh`): what a page in that language says. */
const inLanguages = (longest: number) => z.record(language, text(longest)).optional();
const section = z.strictObject({
  name: text(40),
  names: inLanguages(40),
  description: text(300),
  order: z
    .number()
    .refine(Number.isSafeInteger, { error: ({ input }) => `is ${String(input)} | write a whole number` }),
});
const topic = z.strictObject({ name: text(60), names: inLanguages(60), description: text(300) });
const mostParts = 50;
const series = z.strictObject({
  name: text(60),
  description: text(300),
  stories: z
    .array(slug)
    .min(1, { error: 'is empty | name its parts by their slugs, in order' })
    .max(mostParts, { error: `has more than ${mostParts} parts | make two series of it` }),
});
const author = z.strictObject({
  name: text(80),
  kind: z.enum(['person', 'desk']),
  description: text(500),
  url: webAddress.optional(),
  fediverse: z
    .string()
    .regex(/^@[a-z0-9_]+(?:[a-z0-9_.-]*[a-z0-9_])?@[a-z0-9-]+(?:\.[a-z0-9-]+)+$/i, {
      error: ({ input }) => `"${String(input)}" is not a fediverse account | write @name@server.example`,
    })
    .optional(),
});

const networks = [
  'facebook',
  'x',
  'mastodon',
  'bluesky',
  'linkedin',
  'weibo',
  'youtube',
  'instagram',
  'telegram',
] as const;
const front = z.strictObject({
  slots: z.array(z.strictObject({ story: slug, headline: text(110).optional() })).default([]),
  pins: z.array(z.strictObject({ story: slug, until: instant })).default([]),
});

const audienceModes = ['off', 'aggregate', 'daily'] as const;
/** Days; a little over a year, so that a day can be set against the same day of the year before. */
const longestKept = 400;
const audience = z.strictObject({
  mode: z.enum(audienceModes),
  keepDays: z
    .number()
    .refine((days) => Number.isSafeInteger(days) && days >= 1 && days <= longestKept, {
      error: ({ input }) => `is ${String(input)} | write a whole number of days from 1 to ${longestKept}`,
    })
    .default(30),
});

const secureAddress = webAddress.refine(
  (value) => !URL.canParse(value) || new URL(value).protocol === 'https:',
  {
    error: 'is not encrypted | write https://…',
  },
);
const feeds = z.strictObject({ hub: secureAddress.optional() });

const allowed = z.enum(['allow', 'refuse']).default('allow');
const crawlers = z.strictObject({ search: allowed, training: allowed, answers: allowed });

const site = z.strictObject({
  name: text(60),
  tagline: text(120),
  taglines: inLanguages(120),
  description: text(300),
  descriptions: inLanguages(300),
  lang: language,
  timeZone,
  publisher: text(100),
  contact: z
    .union([webAddress, z.string().regex(/^mailto:[^@\s]+@[^@\s]+$/)], {
      error: 'is not an address | write https://… or mailto:…',
    })
    .optional(),
  networks: z
    .strictObject(Object.fromEntries(networks.map((name) => [name, webAddress.optional()])))
    .default({}),
  banner: z.strictObject({ text: text(200), story: slug.optional(), until: instant }).optional(),
  fronts: z.record(slug, front).default({}),
  audience: audience.default({ mode: 'off', keepDays: 30 }),
  feeds: feeds.optional(),
  googlePreferredSource: z.boolean().optional(),
  offline: z.boolean().default(true),
  crawlers: crawlers.default({ search: 'allow', training: 'allow', answers: 'allow' }),
});

export const schemas = {
  Story: story,
  Page: page,
  Section: section,
  Topic: topic,
  Series: series,
  Author: author,
  Site: site,
} as const;
export type DocumentType = keyof typeof schemas;
export type StoryData = z.infer<typeof story>;
export type PageData = z.infer<typeof page>;
export type SiteData = z.infer<typeof site>;
export type SectionData = z.infer<typeof section>;
export type TopicData = z.infer<typeof topic>;
export type SeriesData = z.infer<typeof series>;
export type AuthorData = z.infer<typeof author>;

/**
 * What of some data is right by itself, in the same shape: a faulty field is left out,
 * a faulty item of a list is `undefined`, so that the others keep their places.
 */
export function validParts(schema: z.ZodType, raw: unknown): unknown {
  const plain = unwrap(schema);
  if (plain instanceof z.ZodObject && typeof raw === 'object' && raw !== null && !Array.isArray(raw)) {
    const fields = Object.entries(plain.shape as Record<string, z.ZodType>)
      .filter(([name]) => Object.hasOwn(raw, name))
      .map(([name, field]) => [name, validParts(field, (raw as Record<string, unknown>)[name])]);
    return Object.fromEntries(fields.filter(([, value]) => value !== undefined));
  }
  if (plain instanceof z.ZodArray && Array.isArray(raw))
    return raw.map((item) => validParts(plain.element as z.ZodType, item));
  if (plain instanceof z.ZodRecord && typeof raw === 'object' && raw !== null)
    return Object.fromEntries(
      Object.entries(raw).map(([name, value]) => [name, validParts(plain.valueType as z.ZodType, value)]),
    );
  const result = plain.safeParse(raw);
  return result.success ? result.data : undefined;
}

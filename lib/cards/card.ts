/** What stands on each card of a story, a section …, and the address that follows from it. */
import { formatDay, formatMonth } from '#lib/dates/format.ts';
import { firstDay } from '#lib/edition/age.ts';
import { frontLanguages, nameIn } from '#lib/edition/languages.ts';
import type { Figure, Page, Site } from '#lib/edition/model.ts';
import { hashOf } from '#lib/edition/objects.ts';
import type { Edition, IndexedStory } from '#lib/edition/open.ts';
import { furnitureIn } from '#lib/words/furniture.ts';
import { wordsIn } from '#lib/words/story.ts';
import { drawingVersions } from './fonts.ts';

/** What has cards. The front has one: `home`. */
export const subjects = ['story', 'page', 'section', 'topic', 'series', 'author', 'front'] as const;
export type Subject = (typeof subjects)[number];

/**
 * Kinds of cards and their sizes in pixels. `picture` is for most networks, `title` for those that show
 * nothing but the picture, `square` for chats, the crops without any word for search engines.
 */
export const cardSizes = {
  picture: { width: 1200, height: 630 },
  title: { width: 1200, height: 630 },
  square: { width: 1200, height: 1200 },
  'crop-16x9': { width: 1200, height: 675 },
  'crop-4x3': { width: 1200, height: 900 },
  'crop-1x1': { width: 1200, height: 1200 },
} as const;
export type CardKind = keyof typeof cardSizes;
export const cardKinds = Object.keys(cardSizes) as CardKind[];

/** Everything on a card. Only content makes one; no text of a request can get on it. */
export type Card = Readonly<{
  kind: CardKind;
  lang: string;
  site: string;
  /** Above the headline: section and kicker. */
  overline?: string;
  headline?: string;
  /** Taken if the headline doesn't fit. */
  shortHeadline?: string;
  /** Under the headline, smaller. */
  text?: string;
  byline?: string;
  date?: string;
  /** What a reader has to know before the headline: opinion, live, corrected, from an earlier year. */
  labels: readonly string[];
  picture?: CardPicture;
}>;

export type CardPicture = Readonly<{
  /** Path under the content folder, and the hash of what must be in it. */
  file: string;
  hash: string;
  width: number;
  height: number;
  /** The point that a crop keeps, as fractions. */
  x: number;
  y: number;
}>;

/** A card and where it stands. */
export type PlacedCard = Readonly<{
  card: Card;
  /** 24 hex digits of everything that is on the card and of how it is drawn. */
  hash: string;
  /** `/api/og/<subject>/<id>/<kind>-<hash>.jpg` */
  address: string;
  alt: string;
  width: number;
  height: number;
  /** For the log: what a newsroom calls it. */
  name: string;
}>;

/** Raised when the drawing changes, so that addresses change with it; a test compares drawings. */
export const design = 2;

/** The card of a kind of anything in an edition; nothing if there is no such thing or it has no such card. */
export function findCard(
  edition: Edition,
  subject: string,
  id: string,
  kind: string,
): PlacedCard | undefined {
  if (!Object.hasOwn(cardSizes, kind)) return undefined;
  if (subject === 'story') {
    const story = edition.summaryById(id);
    return story && storyCard(edition, story, kind as CardKind);
  }
  if (kind !== 'title') return undefined;
  if (subject === 'front') {
    if (id === 'home') return frontCard(edition.site);
    return frontLanguages(edition).includes(id) ? frontCard(edition.site, id) : undefined;
  }
  if (subject === 'page') {
    const page = edition.page(id);
    return page && pageCard(edition.site, page);
  }
  if (subject === 'series') {
    const series = edition.series.find(({ slug }) => slug === id);
    return series && listCard(edition.site, subject, series);
  }
  if (subject === 'section' || subject === 'topic' || subject === 'author') {
    const named = edition[subject](id);
    return named && listCard(edition.site, subject, named);
  }
  return undefined;
}

/** Every card of some stories. */
export function cardsOf(edition: Edition, stories = edition.stories): PlacedCard[] {
  return stories.flatMap((story) => cardKinds.flatMap((kind) => storyCard(edition, story, kind) ?? []));
}

/** The cards of everything that isn't a story. */
export function otherCards(edition: Edition): PlacedCard[] {
  const { site } = edition;
  return [
    frontCard(site),
    ...frontLanguages(edition).map((language) => frontCard(site, language)),
    ...edition.sections.map((each) => listCard(site, 'section', each)),
    ...edition.topics.map((each) => listCard(site, 'topic', each)),
    ...edition.series.map((each) => listCard(site, 'series', each)),
    ...edition.authors.map((each) => listCard(site, 'author', each)),
    ...edition.pages.map((each) => pageCard(site, each)),
  ];
}

/** A story's card. Without a lead there is only the title card, and it stands for the others. */
export function storyCard(edition: Edition, story: IndexedStory, kind: CardKind): PlacedCard | undefined {
  const { site } = edition;
  const { lang, lead } = story;
  if (!lead && kind !== 'title') return undefined;
  const words = wordsIn(lang);
  const of = edition.section(story.section);
  const section = of ? nameIn(of, lang) : story.section;
  const plain: Card = { kind, lang, site: site.name, labels: [], picture: lead && pictureOf(lead) };
  const labelled: Card = {
    ...plain,
    overline: story.kicker ? `${section} · ${story.kicker}` : section,
    labels: labelsOf(story, site.timeZone),
  };
  const names = story.authors.map((slug) => edition.author(slug)?.name ?? slug);
  const title: Card = {
    ...labelled,
    headline: story.headline,
    shortHeadline: story.shortHeadline,
    byline: `${words.by} ${joined(names, lang, words.and)}`,
    date: formatDay(story.publishedAt, lang, site.timeZone),
  };
  const card = kind === 'title' ? title : kind.startsWith('crop-') ? plain : labelled;
  const alt = kind === 'title' ? `${story.headline} (${site.name}, ${section})` : (lead?.alt ?? '');
  return placed('story', story.id, card, alt, story.slug);
}

/** Of the main front, or of a language's (`zh`). */
export function frontCard(site: Site, language?: string): PlacedCard {
  if (language === undefined) {
    const card = { ...blank(site), headline: site.tagline, text: site.description };
    return placed('front', 'home', card, `${site.name}: ${site.tagline}`, 'front');
  }
  const { lang, frontTitle, frontDescription } = furnitureIn(language);
  const headline = site.taglines?.[language] ?? frontTitle(site.name);
  const text = site.descriptions?.[language] ?? frontDescription(site.name);
  const card = { ...blank(site), lang, headline, text };
  return placed('front', language, card, `${site.name}: ${headline}`, `front ${language}`);
}

type Named = Readonly<{ slug: string; name: string; description: string }>;

export function listCard(
  site: Site,
  subject: 'section' | 'topic' | 'series' | 'author',
  { slug, name, description }: Named,
): PlacedCard {
  const overline = wordsIn(site.lang)[subject];
  const card = { ...blank(site), overline, headline: name, text: description };
  return placed(subject, slug, card, `${overline}: ${name} (${site.name})`, `${subject} ${slug}`);
}

export function pageCard(site: Site, { slug, title, description }: Page): PlacedCard {
  const card = { ...blank(site), headline: title, text: description };
  return placed('page', slug, card, `${title} (${site.name})`, `page ${slug}`);
}

const blank = ({ name, lang }: Site): Card => ({ kind: 'title', lang, site: name, labels: [] });

function placed(subject: Subject, id: string, card: Card, alt: string, name: string): PlacedCard {
  const hash = hashOf(JSON.stringify([design, drawingVersions(), card])).slice(0, 24);
  const address = `/api/og/${subject}/${id}/${card.kind}-${hash}.jpg`;
  return { card, hash, address, alt, name, ...cardSizes[card.kind] };
}

/** Words drawn on a picture would be cut by a crop: the picture without them is taken where there is one. */
function pictureOf({ picture, unlabelled, focus }: Figure): CardPicture {
  const { file, hash, width, height } = unlabelled ?? picture;
  return { file, hash, width, height, ...focus };
}

function labelsOf(story: IndexedStory, timeZone: string): string[] {
  const words = wordsIn(story.lang);
  const over = story.kind === 'live' && story.over;
  return [
    ...(story.kind === 'news' || over ? [] : [words.kinds[story.kind]]),
    ...(story.correctedAt ? [words.corrected] : []),
    ...(story.aged ? [words.from(formatMonth(firstDay(story, timeZone).toString(), words.lang))] : []),
  ];
}

function joined(names: readonly string[], lang: string, and: string): string {
  const comma = /^(zh|ja)\b/.test(lang) ? '、' : ', ';
  if (names.length < 2 || comma === '、') return names.join(comma);
  return `${names.slice(0, -1).join(comma)} ${and} ${names.at(-1)}`;
}

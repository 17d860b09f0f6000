/** A feed before it is written down in one of its formats. */
import { toHtml } from 'hast-util-to-html';
import { h } from 'hastscript';
import { correctionsIn } from '#lib/edition/corrections.ts';
import {
  type FeedFormat,
  type FeedOf,
  feedAddress,
  feedPage,
  feedView,
  hubOf,
  itemsInFeed,
} from '#lib/edition/feeds.ts';
import { frontLanguages } from '#lib/edition/languages.ts';
import { listAddress } from '#lib/edition/lists.ts';
import type { Story } from '#lib/edition/model.ts';
import type { Edition } from '#lib/edition/open.ts';
import { absolute } from '#lib/metadata/addresses.ts';
import { pictureAddress, rendition } from '#lib/pictures/renditions.ts';
import { furnitureIn } from '#lib/words/furniture.ts';
import { wordsIn } from '#lib/words/story.ts';
import { contentOf } from './content.ts';

export type Feed = Readonly<{
  /** Stays when the address of what it is of changes. */
  id: string;
  title: string;
  description: string;
  /** The page for people, and the feed itself in the format asked for. */
  page: string;
  self: string;
  /** Tells whoever follows the feed that it has changed (W3C WebSub). */
  hub?: string;
  lang: string;
  rights: string;
  /** When something in it last changed. */
  updated: Date;
  items: readonly FeedItem[];
  forgotten: readonly Readonly<{ id: string; at: Date; reason: string }>[];
}>;

export type FeedItem = Readonly<{
  /** Of the story, whatever its address becomes. */
  id: string;
  address: string;
  title: string;
  summary: string;
  /** HTML with full addresses. */
  content: string;
  lang: string;
  published: Date;
  /** Later than that if something was added or corrected. */
  updated: Date;
  authors: readonly Readonly<{ name: string; address: string }>[];
  /** Its section first. */
  categories: readonly string[];
  picture?: Readonly<{ address: string; width: number; height: number; alt: string; credit: string }>;
}>;

/** The feed of a list, of the corrections or of the newspaper; nothing if there is no such list. */
export function feedOf(edition: Edition, format: FeedFormat, of?: FeedOf): Feed | undefined {
  const { site, date } = edition;
  const subject = subjectOf(edition, of);
  if (!subject) return undefined;
  const { items, gone } = of === 'corrections' ? correctedIn(edition) : storiesOf(edition, of);
  // Of an empty list: when the edition's newest story came. A feed without a date is none.
  const instants = [...items.map(({ updated }) => updated), ...gone.map(({ at }) => at)].map(Number);
  const page = absolute(feedPage(of));
  return {
    id: page,
    title: subject.name === undefined ? (subject.title ?? site.name) : `${subject.name} – ${site.name}`,
    description: subject.description,
    page,
    self: absolute(feedAddress(format, of)),
    hub: hubOf(edition),
    lang: subject.lang ?? site.lang,
    rights: `${site.publisher}, CC BY 4.0`,
    updated: new Date(instants.length > 0 ? Math.max(...instants) : date),
    items,
    forgotten: gone,
  };
}

function subjectOf(
  edition: Edition,
  of: FeedOf,
): Readonly<{ name?: string; title?: string; description: string; lang?: string }> | undefined {
  const { site } = edition;
  if (of === undefined) return { description: site.description };
  if (of === 'corrections')
    return { name: 'Corrections', description: 'Everything that was wrong, and what is right.' };
  if ('language' in of) {
    if (!frontLanguages(edition).includes(of.language)) return undefined;
    const { lang, frontTitle, frontDescription } = furnitureIn(of.language);
    const description = site.descriptions?.[of.language] ?? frontDescription(site.name);
    return { title: frontTitle(site.name), description, lang };
  }
  return edition[of.kind].find(({ slug }) => slug === of.slug);
}

type Items = Readonly<{ items: readonly FeedItem[]; gone: Feed['forgotten'] }>;

function storiesOf(edition: Edition, of: Exclude<FeedOf, 'corrections'>): Items {
  const { items, forgotten } = feedView(edition, of);
  return {
    items: items.flatMap((view) => itemOf(edition, view)),
    gone: forgotten.map(({ id, at, reason }) => ({ id: idOf(id), at: new Date(at), reason })),
  };
}

function correctedIn(edition: Edition): Items {
  const notes = correctionsIn(edition).slice(0, itemsInFeed);
  const items = notes.flatMap(({ story: slug, number }) => {
    const story = edition.story(slug);
    return story ? correctionItem(edition, story, number) : [];
  });
  return { items, gone: [] };
}

function correctionItem(edition: Edition, story: Story, number: number): FeedItem[] {
  const correction = story.corrections[number];
  if (!correction) return [];
  const { at, wrong, right } = correction;
  const before = story.corrections.slice(0, number).filter((each) => each.at === at).length;
  const words = wordsIn(story.lang);
  const said = [`${words.wrong}${words.colon}${wrong}`, `${words.right}${words.colon}${right}`];
  const instant = new Date(at);
  const item: FeedItem = {
    id: `${idOf(story.id)}-${instant.toISOString()}${before > 0 ? `-${before}` : ''}`,
    address: `${absolute(`/articles/${story.slug}`)}#corrections`,
    title: story.headline,
    summary: said.join(' '),
    content: toHtml(
      h(
        null,
        said.map((line) => h('p', line)),
      ),
    ),
    lang: story.lang,
    published: instant,
    updated: instant,
    authors: story.authors.map((slug) => ({
      name: edition.author(slug)?.name ?? slug,
      address: absolute(listAddress('authors', slug)),
    })),
    categories: [],
  };
  return [item];
}

/** Not its address: that may change, and then feed readers would show the story as a new one. */
const idOf = (id: string) => `${absolute('/')}#${id}`;

function itemOf(edition: Edition, view: ReturnType<typeof feedView>['items'][number]): FeedItem[] {
  const story = edition.story(view.story);
  if (!story) return [];
  return [
    {
      id: idOf(story.id),
      address: absolute(`/articles/${story.slug}`),
      title: story.headline,
      summary: story.standfirst,
      content: contentOf(story, view.object, edition.site.timeZone),
      lang: story.lang,
      published: new Date(story.publishedAt),
      updated: updatedOf(story),
      authors: view.authors.map(({ slug, name }) => ({
        name,
        address: absolute(listAddress('authors', slug)),
      })),
      categories: [view.section, ...view.topics],
      ...pictureOf(story),
    },
  ];
}

/** A correction is a change, whether its editor says so or not. */
function updatedOf({ publishedAt, updatedAt = publishedAt, corrections }: Story): Date {
  return new Date(Math.max(...[publishedAt, updatedAt, ...corrections.map(({ at }) => at)].map(Date.parse)));
}

function pictureOf({ lead }: Story): Pick<FeedItem, 'picture'> {
  if (!lead) return {};
  const of = rendition(lead.picture, lead.focus, 'lead');
  const { width, height } = of;
  const address = absolute(pictureAddress(of, width, 'jpg'));
  return { picture: { address, width, height, alt: lead.alt, credit: lead.credit } };
}

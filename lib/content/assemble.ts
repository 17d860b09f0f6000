/** Makes typed content of checked files: defaults, typography of short texts, pictures. */
import type { Element, Nodes, Root } from 'hast';
import { entriesOf } from '#lib/edition/live.ts';
import type {
  Author,
  Body,
  CheckedStory,
  Content,
  Figure,
  FocalPoint,
  Page,
  Picture,
  Section,
  Series,
  Site,
  Topic,
} from '#lib/edition/model.ts';
import type { CheckedFile } from './file.ts';
import { pictureFileOf, picturesOf } from './pictures.ts';
import type {
  AuthorData,
  PageData,
  SectionData,
  SeriesData,
  SiteData,
  StoryData,
  TopicData,
} from './schemas.ts';
import { typeset } from './typography.ts';

type Pictures = ReadonlyMap<string, Picture>;
type BodyOf = (file: CheckedFile) => Body | undefined;
type Made = Readonly<{ siteLang: string; pictures: Pictures; hashes: string; story: CheckedStory }>;

/** Gives the same object again for a story that hasn't changed, by which others know that it hasn't. */
export class Assembler {
  readonly #stories = new WeakMap<CheckedFile, Made>();

  /** `bodyOf` reads a story's text where it is kept. */
  constructor(readonly bodyOf: BodyOf) {}

  /** The files have passed every check; what is missing then is a fault of ours and throws. */
  assemble(files: readonly CheckedFile[], pictures: Pictures): Content {
    const of = (type: string) => files.filter((file) => file.type === type);
    const [siteFile] = of('Site');
    const site = siteOf(siteFile?.data as SiteData);
    return {
      site,
      sections: of('Section')
        .map((file): Section => ({ slug: file.slug, ...setAll(file.data as SectionData, site.lang) }))
        .sort((a, b) => a.order - b.order || (a.slug < b.slug ? -1 : 1)),
      topics: of('Topic').map(
        (file): Topic => ({ slug: file.slug, ...setAll(file.data as TopicData, site.lang) }),
      ),
      series: of('Series').map(
        (file): Series => ({ slug: file.slug, ...setAll(file.data as SeriesData, site.lang) }),
      ),
      authors: of('Author').map((file): Author => ({ slug: file.slug, ...(file.data as AuthorData) })),
      pages: of('Page').map((file): Page => pageOf(file, site.lang, pictures)),
      stories: newestFirst(of('Story').map((file) => this.#story(file, site.lang, pictures))),
    };
  }

  #story(file: CheckedFile, siteLang: string, pictures: Pictures): CheckedStory {
    const known = this.#stories.get(file);
    if (known?.pictures === pictures && known.siteLang === siteLang) return known.story;
    const hashes = picturesOf(file)
      .map((name) => pictures.get(name)?.hash)
      .join(' ');
    const isSame = known?.hashes === hashes && known.siteLang === siteLang;
    const story = isSame ? known.story : storyFrom(file, siteLang, pictures, this.bodyOf);
    this.#stories.set(file, { siteLang, pictures, hashes, story });
    return story;
  }
}

function newestFirst(stories: readonly CheckedStory[]): CheckedStory[] {
  return stories
    .map((story) => ({ story, at: Date.parse(story.publishedAt) }))
    .sort((a, b) => b.at - a.at || (a.story.id < b.story.id ? -1 : 1))
    .map(({ story }) => story);
}

function siteOf(data: SiteData): Site {
  const { networks, banner, ...rest } = data;
  const set = Object.entries(networks).filter(([, address]) => address !== undefined);
  return {
    ...rest,
    networks: Object.fromEntries(set),
    ...(banner ? { banner: { ...banner, text: typeset(banner.text, data.lang) } } : {}),
  };
}

/** Name and description of a section, topic or series. */
function setAll<T extends { name: string; description: string }>(data: T, lang: string): T {
  return { ...data, name: typeset(data.name, lang), description: typeset(data.description, lang) };
}

function pageOf({ file, slug, data, body }: CheckedFile, lang: string, pictures: Pictures): Page {
  const { title, description, updatedAt } = data as PageData;
  return {
    slug,
    title: typeset(title, lang),
    description: typeset(description, lang),
    updatedAt,
    body: withPictures(file, body, pictures),
    file,
  };
}

function storyFrom(checked: CheckedFile, siteLang: string, pictures: Pictures, bodyOf: BodyOf): CheckedStory {
  const { file, slug, data } = checked;
  const story = data as StoryData;
  const lang = story.lang ?? siteLang;
  const set = (text: string) => typeset(text, lang);
  const maybe = <K extends string>(key: K, text: string | undefined) =>
    text === undefined ? {} : ({ [key]: set(text) } as Record<K, string>);
  const body = () => withPictures(file, bodyOf(checked), pictures);
  const {
    lead,
    kicker,
    shortHeadline,
    withdrawnReason,
    updateNote,
    sources,
    corrections,
    redactions,
    ...rest
  } = story;
  return {
    ...rest,
    slug,
    file,
    lang,
    headline: set(story.headline),
    standfirst: set(story.standfirst),
    ...maybe('shortHeadline', shortHeadline),
    ...maybe('kicker', kicker),
    ...maybe('withdrawnReason', withdrawnReason),
    ...maybe('updateNote', updateNote),
    ...(lead ? { lead: figureOf(file, lead, lang, pictures) } : {}),
    sources: sources.map((source) => ({
      ...source,
      title: set(source.title),
      ...maybe('note', source.note),
    })),
    corrections: corrections.map(({ at, wrong, right }) => ({ at, wrong: set(wrong), right: set(right) })),
    ...(story.kind === 'live' ? coverageOf(story, body()) : {}),
    ...(redactions.length > 0
      ? { redactions: redactions.map(({ reason, ...version }) => ({ ...version, reason: set(reason) })) }
      : {}),
    imprint: checked.imprint,
    words: checked.words ?? checked.body?.words ?? 0,
    body,
  };
}

/** A new entry is an update, whether its editor says so or not. */
function coverageOf({ publishedAt, updatedAt = publishedAt }: StoryData, { tree }: Body) {
  const [newest] = entriesOf(tree);
  if (!newest) throw new Error('a live story passed the check without an entry');
  const isLater = Date.parse(newest.at) > Date.parse(updatedAt);
  return { newestEntryAt: newest.at, ...(isLater ? { updatedAt: newest.at } : {}) };
}

function figureOf(
  file: string,
  lead: NonNullable<StoryData['lead']>,
  lang: string,
  pictures: Pictures,
): Figure {
  const { alt, caption, credit, rights } = lead;
  return {
    picture: pictureOf(file, lead.src, pictures),
    alt: typeset(alt, lang),
    ...(caption ? { caption: typeset(caption, lang) } : {}),
    credit,
    rights,
    focus: focusOf(lead.focus),
    ...(lead.unlabelled ? { unlabelled: pictureOf(file, lead.unlabelled, pictures) } : {}),
  };
}

/** `50% 40%` as fractions; the middle if none is given. */
function focusOf(focus: string | undefined): FocalPoint {
  const [x = 50, y = 50] = (focus ?? '50% 50%').split(' ').map((part) => Number.parseInt(part, 10));
  return { x: x / 100, y: y / 100 };
}

function pictureOf(file: string, src: string, pictures: Pictures): Picture {
  const picture = pictures.get(pictureFileOf(file, src));
  if (!picture) throw new Error(`${file}: ${src} passed the check without being measured`);
  return picture;
}

/** The body with each Figure's picture known by its hash and size. */
function withPictures(file: string, body: Body | undefined, pictures: Pictures): Body {
  if (!body) throw new Error(`${file}: its text is gone from the cache. Run the command again.`);
  const visit = (node: Nodes): Nodes => {
    if (!('children' in node)) return node;
    const children = node.children.map((child) => visit(child as Nodes));
    if (node.type !== 'element' || node.tagName !== 'Figure') return { ...node, children } as Nodes;
    const { src, focus, ...props } = node.properties;
    const { x, y } = focusOf(focus as string | undefined);
    const picture = pictureOf(file, String(src), pictures);
    return {
      ...node,
      properties: { ...props, ...picture, focusX: x, focusY: y } as Element['properties'],
      children: [],
    };
  };
  return { ...body, tree: visit(body.tree) as Root };
}

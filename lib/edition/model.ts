/** What an edition knows: the shapes every page, feed and card is made from. */
import type { Root } from 'hast';

/** An instant with its zone as written: `2026-11-24T09:00:00+08:00`. */
export type InstantText = string;

export type StoryKind = 'news' | 'analysis' | 'opinion' | 'explainer' | 'live';
export type StoryStatus = 'draft' | 'published' | 'withdrawn';

/** A picture file by the hash of its bytes; `width` and `height` in pixels after EXIF rotation. */
export type Picture = Readonly<{
  hash: string;
  width: number;
  height: number;
  format: 'jpeg' | 'png' | 'webp' | 'avif' | 'gif';
  /** Path under the content folder. */
  file: string;
}>;

/** The point of a picture that a crop keeps, as fractions from the left and the top. */
export type FocalPoint = Readonly<{ x: number; y: number }>;

/** A picture as readers meet it: it can't be built without alternative text, credit and rights. */
export type Figure = Readonly<{
  picture: Picture;
  alt: string;
  caption?: string;
  credit: string;
  rights: string;
  focus: FocalPoint;
  /** The same picture without the words drawn on it, for crops that would cut through them. */
  unlabelled?: Picture;
}>;

export type Source = Readonly<{ title: string; url?: string; publisher?: string; note?: string }>;

/** A dated note of what was wrong and what is right. */
export type Correction = Readonly<{ at: InstantText; wrong: string; right: string }>;

/**
 * The text of a story or page as data: a hast tree in which a component of the
 * vocabulary is an `element` whose `tagName` is its name (`Figure`, `Chart` …) and
 * whose `properties` are its checked props (strings, numbers and booleans only).
 * A body's `Figure` also carries `hash`, `width`, `height`, `focusX` and `focusY`, an `Entry` its `id`.
 */
export type Body = Readonly<{
  tree: Root;
  /** The words a reader reads, without markup; for search, feeds and counting. */
  text: string;
  /** Words, or characters for Chinese, Japanese and Korean. */
  words: number;
}>;

/** A version that the story's history doesn't show, by its instant or its commit, and why. */
export type Redaction = Readonly<{ at?: InstantText; commit?: string; reason: string }>;

export type StorySummary = Readonly<{
  id: string;
  slug: string;
  headline: string;
  shortHeadline?: string;
  standfirst: string;
  kicker?: string;
  kind: StoryKind;
  section: string;
  topics: readonly string[];
  authors: readonly string[];
  publishedAt: InstantText;
  updatedAt?: InstantText;
  /** What the last update brought, for readers. */
  updateNote?: string;
  originallyPublished?: string;
  /** More than a year has passed since it was first published anywhere; set when an edition is chosen. */
  aged?: true;
  embargoUntil?: InstantText;
  expiresAt?: InstantText;
  /** Live: when coverage ended or will end. */
  endedAt?: InstantText;
  /** Live: the newest entry's instant; `updatedAt` is no earlier. */
  newestEntryAt?: InstantText;
  /** Live: coverage has ended, or nothing came for a day; set when an edition is chosen. */
  over?: true;
  status: StoryStatus;
  withdrawnReason?: string;
  withdrawnAt?: InstantText;
  withdrawnLegal?: boolean;
  lead?: Figure;
  place?: string;
  formerly: readonly string[];
  canonical?: string;
  lang: string;
  /** Slug of the story that this one was translated from. */
  translationOf?: string;
  /** The same story in other languages, by language; set when an edition is chosen, of what is public then. */
  translations?: readonly Translation[];
  words: number;
}>;

/** A story that is another one in another language. */
export type Translation = Readonly<{ slug: string; lang: string }>;

export type Story = StorySummary &
  Readonly<{
    sources: readonly Source[];
    corrections: readonly Correction[];
    /** Only if there are any. */
    redactions?: readonly Redaction[];
    related: readonly string[];
    body: Body;
    /** Path under the content folder. */
    file: string;
  }>;

/** What tells whether a story's file holds other words than another version of it (lib/content/imprint.ts). */
export type Imprint = Readonly<{
  /** Git's name for its bytes, in a repository of the usual kind (SHA-1). */
  blob: string;
  /** The same for files that say the same in the same form. */
  sketch: string;
}>;

/** A story as the check gives it. Its text may be read from the disk when it is needed: thousands are held at a time. */
export type CheckedStory = Omit<Story, 'body'> &
  Readonly<{
    body: Body | (() => Body);
    imprint?: Imprint;
  }>;

/** A problem an editor can act on: where it is, what is wrong, how to mend it. */
export type Problem = Readonly<{
  /** As shown: relative to the working folder if it lies inside, else absolute. */
  file: string;
  /** From 1. */
  line: number;
  /** From 1, in UTF-16 units. */
  column: number;
  field?: string;
  what: string;
  mend: string;
}>;

/** By language as it stands in addresses (`zh`): what pages in it say instead. */
export type InLanguages = Readonly<Record<string, string>>;

export type Section = Readonly<{
  slug: string;
  name: string;
  names?: InLanguages;
  description: string;
  order: number;
}>;
export type Topic = Readonly<{ slug: string; name: string; names?: InLanguages; description: string }>;
/** Stories that are parts of one whole, in the order in which they are to be read. */
export type Series = Readonly<{
  slug: string;
  name: string;
  description: string;
  /** Slugs of its parts; in an edition, of those that the public may see. */
  stories: readonly string[];
}>;
export type Author = Readonly<{
  slug: string;
  name: string;
  kind: 'person' | 'desk';
  description: string;
  url?: string;
  /** Account in the fediverse, `@name@server`. */
  fediverse?: string;
}>;
export type Page = Readonly<{
  slug: string;
  title: string;
  description: string;
  updatedAt: InstantText;
  body: Body;
  file: string;
}>;

export type FrontPlan = Readonly<{
  slots: readonly Readonly<{ story: string; headline?: string }>[];
  pins: readonly Readonly<{ story: string; until: InstantText }>[];
}>;

export type Network =
  | 'facebook'
  | 'x'
  | 'mastodon'
  | 'bluesky'
  | 'linkedin'
  | 'weibo'
  | 'youtube'
  | 'instagram'
  | 'telegram';

/** How readers are counted: not at all, by page views alone, or with an estimate of how many they were in a day. */
export type AudienceMode = 'off' | 'aggregate' | 'daily';

/** What programs collect pages for: to list them, to train models, to answer somebody's question. */
export type CrawlerUse = 'search' | 'training' | 'answers';

export type Site = Readonly<{
  name: string;
  tagline: string;
  taglines?: InLanguages;
  description: string;
  descriptions?: InLanguages;
  lang: string;
  timeZone: string;
  publisher: string;
  contact?: string;
  networks: Readonly<Partial<Record<Network, string>>>;
  banner?: Readonly<{ text: string; story?: string; until: InstantText }>;
  fronts: Readonly<Record<string, FrontPlan>>;
  /** `keepDays`: how long single page views are kept; what is summed up of them stays. */
  audience: Readonly<{ mode: AudienceMode; keepDays: number }>;
  /** `hub`: a WebSub hub that is told which feeds have changed, and tells whoever follows them. */
  feeds?: Readonly<{ hub?: string }>;
  /** Readers are offered to have this newspaper preferred in their searches. */
  googlePreferredSource?: boolean;
  /** Whether readers can keep pages on their devices, to read them offline. */
  offline: boolean;
  /** Who may collect pages, for `/robots.txt`. */
  crawlers: Readonly<Record<CrawlerUse, 'allow' | 'refuse'>>;
}>;

/** Everything valid in a content folder, whatever its status: what the check gives and an edition is chosen from. */
export type Content = Readonly<{
  site: Site;
  sections: readonly Section[];
  topics: readonly Topic[];
  series: readonly Series[];
  authors: readonly Author[];
  pages: readonly Page[];
  /** Newest first by `publishedAt`, then by `id`. */
  stories: readonly CheckedStory[];
}>;

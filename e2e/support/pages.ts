/** Every kind of page there is, with an example: a new kind belongs here and is then tested everywhere. */
import { liveSlug } from './live.ts';
import { difficult, real } from './sites.ts';

export type PageKind = Readonly<{
  name: string;
  url: string;
  status: number;
  /** What is around its text. */
  lang: 'en' | 'zh-Hans';
}>;

const page = (name: string, url: string, status = 200): PageKind => ({ name, url, status, lang: 'en' });
const chinese = (name: string, url: string): PageKind => ({ name, url, status: 200, lang: 'zh-Hans' });

export const pageKinds: readonly PageKind[] = [
  page('front', `${real.origin}/`),
  page('section', `${real.origin}/sections/china`),
  page('topic', `${real.origin}/topics/time`),
  page('author', `${real.origin}/authors/data-desk`),
  page('topics', `${real.origin}/topics`),
  page('archive', `${real.origin}/archive`),
  page('archive-month', `${real.origin}/archive/2026/11`),
  page('series', `${real.origin}/series/calendars`),
  page('part-of-a-series', `${real.origin}/articles/twenty-four-solar-terms`),
  page('corrections', `${real.origin}/corrections`),
  page('feeds', `${real.origin}/feeds`),
  page('search', `${real.origin}/search`),
  page('search-results', `${real.origin}/search?q=sunrise+clock`),
  page('search-nothing', `${real.origin}/search?q=zeppelin&section=china`),
  page('difficult-search', `${difficult.origin}/search?q=story`),
  page('saved', `${real.origin}/saved`),
  page('offline', `${real.origin}/offline`),
  page('story', `${real.origin}/articles/one-clock-for-all-of-china`),
  page('first-story', `${real.origin}/articles/china-pledges-support-for-obamas-anti-isil-campaign`),
  page('history', `${real.origin}/articles/opposite-china/history`),
  chinese('chinese-front', `${real.origin}/zh`),
  chinese('chinese-story', `${real.origin}/articles/zhongguo-weishenme-yong-yige-shizhong`),
  page('ended-live-story', `${real.origin}/articles/one-day-of-light`),
  page('about', `${real.origin}/about`),
  page('privacy', `${real.origin}/privacy`),
  page('accessibility', `${real.origin}/accessibility`),
  page('corrections-policy', `${real.origin}/corrections-policy`),
  page('homepage-guide', `${real.origin}/homepage`),
  page('not-found', `${real.origin}/articles/there-is-no-such-story`, 404),
  page('difficult-front', `${difficult.origin}/`),
  page('older-page', `${difficult.origin}/sections/north/page/1`),
  page('archive-busy-month', `${difficult.origin}/archive/2026/11`),
  page('archive-day', `${difficult.origin}/archive/2026/11/19`),
  page('difficult-series', `${difficult.origin}/series/long-and-mixed`),
  page('author-elsewhere', `${difficult.origin}/authors/desk-one`),
  page('authors', `${difficult.origin}/authors`),
  page('empty-section', `${difficult.origin}/sections/empty`),
  page('every-component', `${difficult.origin}/articles/every-component`),
  page('live-story', `${difficult.origin}/articles/${liveSlug}`),
  page('long-headline', `${difficult.origin}/articles/a-long-headline`),
  page('markup-in-headline', `${difficult.origin}/articles/a-headline-with-markup`),
  chinese('chinese-beside-others', `${difficult.origin}/articles/zhongwen-biaoti`),
  page('withdrawn', `${difficult.origin}/articles/withdrawn-story`, 410),
];

/** What a reader looks for or keeps is their own business: nobody counts it, and no search engine lists it. */
export const ownBusiness: ReadonlySet<string> = new Set([
  'search',
  'search-results',
  'search-nothing',
  'difficult-search',
  'saved',
  'offline',
]);

/** Made of the same parts as another kind that is looked at with each change; these are with the long tests. */
export const alike: ReadonlySet<string> = new Set([
  'topics',
  'search-nothing',
  'difficult-search',
  'accessibility',
  'corrections-policy',
  'archive-busy-month',
  'author-elsewhere',
  'difficult-series',
  'markup-in-headline',
  'older-page',
]);

export const widths = [320, 768, 1440] as const;
export const schemes = ['light', 'dark'] as const;
/** Darkness changes colours, not what stands where: in the dark the widest page stands for all. */
export const widthsIn = { light: widths, dark: [1440] } as const;
/** Where axe looks: every width and every colour once. */
export const lookedInto = { light: [320, 768], dark: [1440] } as const;
/** The pages whose pictures are kept as artefacts. */
export const pictured = new Set([
  'front',
  'section',
  'story',
  'every-component',
  'difficult-front',
  'live-story',
  'ended-live-story',
]);

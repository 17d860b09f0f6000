/** oEmbed (https://oembed.com, version 1.0): a story as a link with a thumbnail, for our own addresses only. */
import { x } from 'xastscript';
import type { Edition } from '#lib/edition/open.ts';
import { articleView } from '#lib/edition/views.ts';
import { pictureAddress, rendition } from '#lib/pictures/renditions.ts';
import { absolute } from './addresses.ts';
import { said as element, plainDocumentOf } from './xml.ts';

export type OembedAnswer = Readonly<{ status: number; type: string; body: string }>;

type Link = Readonly<{
  version: '1.0';
  type: 'link';
  title: string;
  author_name?: string;
  author_url?: string;
  provider_name: string;
  provider_url: string;
  /** Seconds. */
  cache_age: number;
  thumbnail_url?: string;
  thumbnail_width?: number;
  thumbnail_height?: number;
}>;

/** Where a page's oEmbed stands, for its head. */
export function oembedAddress(path: string, format: 'json' | 'xml'): string {
  return `${absolute('/api/oembed')}?url=${encodeURIComponent(absolute(path))}&format=${format}`;
}

/** Answers a request's query: 400 for what can't be read, 404 for what isn't a story here, 501 for other formats. */
export function oembed(edition: Edition, query: URLSearchParams): OembedAnswer {
  const format = query.get('format') || 'json';
  if (format !== 'json' && format !== 'xml') return said(501, 'The formats are json and xml.');
  const url = query.get('url');
  if (!url || !URL.canParse(url)) return said(400, 'The parameter url is missing or not an address.');
  const most = { width: pixels(query.get('maxwidth')), height: pixels(query.get('maxheight')) };
  if (Number.isNaN(most.width) || Number.isNaN(most.height))
    return said(400, 'maxwidth and maxheight are whole numbers above 0.');
  const slug = slugOf(new URL(url));
  const link = slug === undefined ? undefined : linkOf(edition, currentSlug(edition, slug), most);
  if (!link) return said(404, 'There is no story at this address here.');
  if (format === 'json') return { status: 200, type: 'application/json', body: JSON.stringify(link) };
  const fields = Object.entries(link).map(([name, value]) => element(name, String(value)));
  return { status: 200, type: 'text/xml; charset=utf-8', body: plainDocumentOf(x('oembed', fields)) };
}

function currentSlug({ moved }: Edition, slug: string): string {
  return (Object.hasOwn(moved, slug) ? moved[slug] : undefined) ?? slug;
}

function said(status: number, text: string): OembedAnswer {
  return { status, type: 'text/plain; charset=utf-8', body: `${text}\n` };
}

function pixels(text: string | null): number {
  if (text === null) return Number.POSITIVE_INFINITY;
  return /^[1-9]\d{0,5}$/.test(text) ? Number(text) : Number.NaN;
}

/** The story an address of ours names; nothing for any other. */
function slugOf(url: URL): string | undefined {
  const home = new URL(absolute('/'));
  const isOurs = url.host === home.host && /^https?:$/.test(url.protocol) && !url.username && !url.password;
  const prefix = `${home.pathname.replace(/\/$/, '')}/articles/`;
  if (!isOurs || !url.pathname.startsWith(prefix)) return undefined;
  return url.pathname.slice(prefix.length).replace(/\/$/, '');
}

function linkOf(edition: Edition, slug: string, most: { width: number; height: number }): Link | undefined {
  const view = articleView(edition, slug);
  if (!view) return undefined;
  const { summary, authors } = view;
  const [author] = authors;
  return {
    version: '1.0',
    type: 'link',
    title: summary.headline,
    ...(author
      ? {
          author_name: authors.map(({ name }) => name).join(', '),
          author_url: absolute(`/authors/${author.slug}`),
        }
      : {}),
    provider_name: edition.site.name,
    provider_url: absolute('/'),
    cache_age: 3600,
    ...thumbnailOf(summary.lead, most),
  };
}

/** The largest size of the lead that isn't larger than asked for; none rather than one too large. */
function thumbnailOf(
  lead: NonNullable<ReturnType<typeof articleView>>['summary']['lead'],
  most: { width: number; height: number },
): Partial<Link> {
  if (!lead) return {};
  const of = rendition(lead.picture, lead.focus, 'teaser');
  const heightOf = (width: number) => Math.round(width / of.ratio);
  const width = of.widths.findLast((each) => each <= most.width && heightOf(each) <= most.height);
  if (width === undefined) return {};
  return {
    thumbnail_url: absolute(pictureAddress(of, width, 'jpg')),
    thumbnail_width: width,
    thumbnail_height: heightOf(width),
  };
}

/** The routes of feeds. */
import { type FeedFormat, type FeedOf, feedFormatNames, feedFormats } from '#lib/edition/feeds.ts';
import type { ListKind } from '#lib/edition/lists.ts';
import { edition } from '#lib/edition/open.ts';
import { atomOf } from '#lib/feeds/atom.ts';
import { feedOf } from '#lib/feeds/feed.ts';
import { jsonFeedOf } from '#lib/feeds/json.ts';
import { rssOf } from '#lib/feeds/rss.ts';

const writers = { rss: rssOf, atom: atomOf, json: jsonFeedOf };

/** The newspaper's feed, or a list's, in a format. */
export function answerFeed(format: FeedFormat, of?: FeedOf): Response {
  const feed = feedOf(edition(), format, of);
  if (!feed) return new Response('There is no such feed.', { status: 404 });
  return new Response(writers[format](feed), { headers: { 'content-type': feedFormats[format].sent } });
}

/** The same by the name of its file. */
export function feedFile(file: string, of: FeedOf): Response {
  const format = feedFormatNames.find((each) => feedFormats[each].file === file);
  return format ? answerFeed(format, of) : new Response('There is no such file.', { status: 404 });
}

/** The exports of the route of a list's feeds (`[slug]/[file]`): the press asks for each when somebody wants it. */
export function listFeeds(kind: ListKind) {
  return {
    generateStaticParams: () => [],
    async GET(_: Request, { params }: { params: Promise<{ slug: string; file: string }> }) {
      const { slug, file } = await params;
      return feedFile(file, { kind, slug });
    },
  };
}

/** The pages of sections, topics and authors: what their routes have in common. */
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { StoryList } from '#components/front/StoryList.tsx';
import { PageView } from '#components/site/PageView.tsx';
import { StructuredData } from '#components/site/StructuredData.tsx';
import { listCard } from '#lib/cards/card.ts';
import { type ListKind, type ListView, listAddress, listView } from '#lib/edition/lists.ts';
import type { Author } from '#lib/edition/model.ts';
import { type Edition, edition } from '#lib/edition/open.ts';
import { describePage } from '#lib/metadata/describe.ts';
import { authorData, trail } from '#lib/metadata/json-ld.ts';
import { authorAddresses } from '#lib/metadata/networks.ts';

type Params = Readonly<{ slug: string; page?: string }>;
type Props = { params: Promise<Params> };

const words = { sections: 'Section', topics: 'Topic', authors: 'Author' };
const cards = { sections: 'section', topics: 'topic', authors: 'author' } as const;

/** The exports of a route without a number (`[slug]`). */
export function firstPages(kind: ListKind) {
  return { ...shown(kind), generateStaticParams: () => edition()[kind].map(({ slug }) => ({ slug })) };
}

/** The exports of a route with a number (`[slug]/page/[page]`): the press asks for those that it wants ahead. */
export function numberedPages(kind: ListKind) {
  return { ...shown(kind), generateStaticParams: () => [] };
}

function shown(kind: ListKind) {
  return {
    async generateMetadata({ params }: Props): Promise<Metadata> {
      const current = edition();
      const view = viewAt(current, kind, await params);
      if (!view) return {};
      const { of, turning } = view;
      return describePage({
        site: current.site,
        title: `${of.name}${turning.page === undefined ? '' : `, page ${turning.page}`}`,
        description: of.description,
        path: listAddress(kind, of.slug, turning.page),
        feeds: { of: { kind, slug: of.slug }, name: of.name },
        card: listCard(current.site, cards[kind], of),
      });
    },
    async List({ params }: Props) {
      const current = edition();
      const view = viewAt(current, kind, await params) ?? notFound();
      const { of, turning } = view;
      const data =
        kind === 'authors' ? authorData(current, of as Author) : [trail(current, [{ name: of.name }])];
      return (
        <>
          <StructuredData things={data} />
          <StoryList
            word={words[kind]}
            view={view}
            lang={current.site.lang}
            timeZone={current.site.timeZone}
            elsewhere={kind === 'authors' ? authorAddresses(of as Author) : undefined}
          />
          <PageView site={current.site} address={listAddress(kind, of.slug, turning.page)} />
        </>
      );
    },
  };
}

function viewAt(current: Edition, kind: ListKind, { slug, page }: Params): ListView | undefined {
  if (page !== undefined && !/^[1-9]\d*$/.test(page)) return undefined;
  return listView(current, kind, slug, page === undefined ? undefined : Number(page));
}

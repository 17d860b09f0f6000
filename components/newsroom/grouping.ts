/** Lists put together for reading: sources by their kind, fetches of a card by story. */
import type { PageName, Part, Share, SourceKind } from '#lib/audience/shapes.ts';

export type KindOfSource = Readonly<{ kind: SourceKind; views: number; parts: readonly Part[] }>;

/** Kinds with the most views first, each with its sources in the order they came in. */
export function byKind(sources: readonly Part[]): KindOfSource[] {
  const kinds = new Map<SourceKind, Part[]>();
  for (const part of sources) {
    const kind = part.kind ?? 'site';
    const known = kinds.get(kind);
    if (known) known.push(part);
    else kinds.set(kind, [part]);
  }
  return [...kinds]
    .map(([kind, parts]) => ({ kind, parts, views: parts.reduce((sum, { views }) => sum + views, 0) }))
    .sort((a, b) => b.views - a.views);
}

export type SharedStory = Readonly<{ page: PageName; last: string; networks: readonly Share[] }>;

/** A story once, however many networks fetched its card; the one shared last comes first, its latest network too. */
export function byStory(shares: readonly Share[]): SharedStory[] {
  const stories = new Map<number, Share[]>();
  for (const share of shares.toSorted((a, b) => Date.parse(b.last) - Date.parse(a.last))) {
    const known = stories.get(share.page.id);
    if (known) known.push(share);
    else stories.set(share.page.id, [share]);
  }
  return [...stories.values()].flatMap((networks) => {
    const [latest] = networks;
    return latest ? [{ page: latest.page, last: latest.last, networks }] : [];
  });
}

/** What the list of the most read offers and says. */

export type Story = Readonly<{ address: string; headline: string; count: number; lang?: string }>;
export type Span = 'now' | 'today' | 'week';
export type Lists = Readonly<Record<Span, readonly Story[]>>;

export const names: Record<Span, string> = { now: 'Now', today: 'Today', week: 'Week' };
/** A shorter list says little. */
const least = 3;

/** The spans that have enough to show. */
export function spansOf(lists: Lists): Span[] {
  return (Object.keys(names) as Span[]).filter((span) => (lists[span]?.length ?? 0) >= least);
}

/** What stands under a headline: how many are reading, or how often it was read; never fewer than five. */
export function wordsFor(span: Span, { count }: Story, lang: string): string {
  const number = count.toLocaleString(lang);
  return span === 'now' ? `${number} reading now` : `read ${number} times`;
}

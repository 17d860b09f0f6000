/** What the list of the most read offers and says. */

export type Story = Readonly<{ address: string; headline: string; count: number; lang?: string }>;
export type Span = 'now' | 'today' | 'week';
export type Lists = Readonly<Record<Span, readonly Story[]>>;

const spans: readonly Span[] = ['now', 'today', 'week'];
/** A shorter list says little. */
const least = 3;

/** The spans that have enough to show. */
export function spansOf(lists: Lists): Span[] {
  return spans.filter((span) => (lists[span]?.length ?? 0) >= least);
}

/** In the page's language; `#` is the number. */
export type Words = Readonly<{ lang: string; reading: string; times: string }>;

/** What stands under a headline: how many are reading, or how often it was read; never fewer than five. */
export function wordsFor(span: Span, { count }: Story, { lang, reading, times }: Words): string {
  return (span === 'now' ? reading : times).replace('#', count.toLocaleString(lang));
}

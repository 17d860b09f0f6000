/** What a reader may have to fetch, in bytes as sent (brotli; fonts as they are). Only ever goes down. */
export const budgets = {
  /** Of a story of a thousand words; longer ones in proportion. */
  story: { html: 15_000, words: 1_000 },
  front: { html: 20_000 },
  css: 8_000,
  script: 4_000,
  /** On the page of a search alone, beside the script of every page. */
  searchScript: 1_200,
  /** Reading offline: on the front and on stories; where the list is; the worker, which no page waits for. */
  offline: { page: 1_600, list: 2_000, worker: 4_000 },
  fonts: 100_000,
  card: 300_000,
  /** Of all cards of our own content. */
  medianCard: 120_000,
  /** Of the newsroom's page, with the framework's script. */
  newsroom: { script: 135_000, css: 5_500 },
} as const;

/** What a request was for, as metrics count it: a handful of kinds, never an address. */

const kinds = [
  ['card', /^\/api\/og\//],
  ['audience', /^\/api\/(audience|most-read)(\/|$)/],
  ['newsroom', /^(\/api)?\/newsroom(\/|$)/],
  ['press', /^(\/api\/(press|backup)|\/preview)\//],
  ['health', /^(\/api\/health(\/|$)|\/metrics$)/],
  ['api', /^\/api(\/|$)/],
  ['search', /^\/search$/],
  ['picture', /^\/media\//],
  ['asset', /^\/(_next|assets|fonts)\/|^\/sw\.js$|\.(css|js|woff2|png|ico|svg)$/],
  ['feed', /\.(xml|json|txt|webmanifest)$/],
] as const;

export type Kind = (typeof kinds)[number][0] | 'page';

/** The kind of a decoded address without its query. */
export function kindOf(address: string): Kind {
  return kinds.find(([, pattern]) => pattern.test(address))?.[0] ?? 'page';
}

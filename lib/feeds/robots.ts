/** `/robots.txt` (RFC 9309): what the newsroom asks of programs that collect pages. Whoever wants to can ignore it. */
import type { CrawlerUse, Site } from '#lib/edition/model.ts';
import { absolute } from '#lib/metadata/addresses.ts';

/**
 * Programs by what they collect pages for, by the names that their makers have published for robots.txt (as listed in
 * November 2026). `Google-Extended` and `Applebot-Extended` fetch nothing: they say what the makers' search crawlers may
 * be used for. Those that fetch a page because somebody asked for it may not heed robots.txt, as their makers say.
 */
const programs: Readonly<Record<Exclude<CrawlerUse, 'search'>, readonly string[]>> = {
  training: [
    'GPTBot',
    'ClaudeBot',
    'CCBot',
    'Google-Extended',
    'Applebot-Extended',
    'meta-externalagent',
    'Bytespider',
  ],
  answers: [
    'OAI-SearchBot',
    'ChatGPT-User',
    'Claude-SearchBot',
    'Claude-User',
    'PerplexityBot',
    'Perplexity-User',
    'MistralAI-User',
    'DuckAssistBot',
  ],
};

export function robotsTxt({ crawlers }: Pick<Site, 'crawlers'>): string {
  const groups = (['training', 'answers'] as const).map((use) =>
    groupOf(programs[use], crawlers[use] === 'allow'),
  );
  return [
    groupOf(['*'], crawlers.search === 'allow'),
    ...groups,
    `Sitemap: ${absolute('/sitemap.xml')}\nSitemap: ${absolute('/news-sitemap.xml')}\n`,
  ].join('\n');
}

/** What search finds is on pages already, and each question would be a page of its own. */
const groupOf = (agents: readonly string[], isAllowed: boolean) =>
  [
    ...agents.map((agent) => `User-agent: ${agent}`),
    ...(isAllowed ? ['Disallow: /search', 'Allow: /'] : ['Disallow: /']),
    '',
  ].join('\n');

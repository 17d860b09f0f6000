import { expect, test, vi } from 'vitest';
import { robotsTxt } from './robots.ts';

vi.stubEnv('SITE_URL', 'https://news.example');

/** What the file says to a program: its own group, or that for all others (RFC 9309, 2.2.1). */
function rulesFor(agent: string, text: string): string[] {
  const groups = text.split('\n\n').map((group) => group.split('\n'));
  const named = (name: string) => groups.find((lines) => lines.includes(`User-agent: ${name}`));
  return (named(agent) ?? named('*') ?? []).filter((line) => /^(Dis)?allow:/i.test(line));
}

const everything = ['Disallow: /search', 'Allow: /'];
const nothing = ['Disallow: /'];

test('everybody may fetch what readers may, unless the newsroom says otherwise', () => {
  const text = robotsTxt({ crawlers: { search: 'allow', training: 'allow', answers: 'allow' } });
  for (const agent of ['Googlebot', 'GPTBot', 'OAI-SearchBot'])
    expect(rulesFor(agent, text), agent).toEqual(everything);
  expect(
    text.endsWith(
      'Sitemap: https://news.example/sitemap.xml\nSitemap: https://news.example/news-sitemap.xml\n',
    ),
  ).toBe(true);
});

test('search, training and answers are refused apart', () => {
  const refusing = (...uses: string[]) =>
    robotsTxt({
      crawlers: {
        search: uses.includes('search') ? 'refuse' : 'allow',
        training: uses.includes('training') ? 'refuse' : 'allow',
        answers: uses.includes('answers') ? 'refuse' : 'allow',
      },
    });
  const rules = (text: string) =>
    ['Googlebot', 'ClaudeBot', 'PerplexityBot'].map((agent) => rulesFor(agent, text));
  expect(rules(refusing('training'))).toEqual([everything, nothing, everything]);
  expect(rules(refusing('answers'))).toEqual([everything, everything, nothing]);
  expect(rules(refusing('search'))).toEqual([nothing, everything, everything]);
  expect(rules(refusing('search', 'training', 'answers'))).toEqual([nothing, nothing, nothing]);
});

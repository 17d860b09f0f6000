import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { apps, search, social } from './places.ts';
import { campaignOf, deviceOf, sourceOf } from './sources.ts';

const own = ['www.news.example', 'Chinese.News.Example:3000', 'localhost:3000'];
const named = (from: string) => {
  const { kind, name } = sourceOf(from, own);
  return `${kind} ${name}`;
};

describe('where a reader came from', () => {
  test.each([
    ['', 'direct Direct'],
    ['/', 'internal Internal'],
    ['/articles/one', 'internal Internal'],
    ['//evil.example', 'internal Internal'],
    ['news.example', 'internal Internal'],
    ['m.news.example:8443', 'internal Internal'],
    ['chinese.news.example', 'internal Internal'],
    ['localhost:3000', 'internal Internal'],
    ['other.news.example', 'site other.news.example'],
  ])('"%s": %s', (from, source) => {
    expect(named(from)).toBe(source);
  });

  test.each([
    ['Google', 'www.google.com', 'google.de', 'www.google.co.uk', 'google.com.hk', 'images.google.com'],
    ['Bing', 'www.bing.com', 'cn.bing.com'],
    ['Baidu', 'www.baidu.com', 'm.baidu.com'],
    ['Yandex', 'yandex.ru', 'www.yandex.com.tr', 'ya.ru'],
    ['Yahoo', 'search.yahoo.com', 'hk.search.yahoo.com', 'search.yahoo.co.jp'],
    ['360 Search', 'www.so.com', 'm.so.com'],
    ['Sogou', 'www.sogou.com', 'm.sogou.com'],
    ['DuckDuckGo', 'duckduckgo.com', 'html.duckduckgo.com'],
    ['Naver', 'search.naver.com', 'm.search.naver.com'],
    ['ChatGPT', 'chatgpt.com', 'chat.openai.com', 'android-app://com.openai.chatgpt'],
    ['Gemini', 'gemini.google.com'],
    ['Copilot', 'copilot.microsoft.com'],
    ['Perplexity', 'www.perplexity.ai'],
    ['Claude', 'claude.ai'],
    [
      'Google',
      'android-app://com.google.android.googlequicksearchbox/',
      'com.google.android.googlequicksearchbox',
    ],
  ])('%s is a search engine or assistant: %s', (name, ...hosts) => {
    for (const host of hosts) expect(named(host), host).toBe(`search ${name}`);
  });

  test.each([
    ['Facebook', 'facebook.com', 'l.facebook.com', 'lm.facebook.com', 'm.facebook.com', 'de-de.facebook.com'],
    ['Instagram', 'www.instagram.com', 'l.instagram.com'],
    ['X', 'x.com', 'twitter.com', 'mobile.twitter.com', 't.co', 'android-app://com.twitter.android'],
    ['LinkedIn', 'www.linkedin.com', 'lnkd.in'],
    ['Reddit', 'www.reddit.com', 'out.reddit.com', 'old.reddit.com'],
    ['Mastodon', 'mastodon.social', 'mstdn.jp'],
    ['Bluesky', 'bsky.app', 'go.bsky.app'],
    ['Weibo', 'm.weibo.cn', 's.weibo.com', 't.cn'],
    ['WeChat', 'mp.weixin.qq.com', 'com.tencent.mm'],
    ['Telegram', 't.me', 'web.telegram.org', 'android-app://org.telegram.messenger/'],
    ['Hacker News', 'news.ycombinator.com'],
    ['Tieba', 'tieba.baidu.com'],
    ['Slack', 'app.slack.com', 'android-app://com.Slack/'],
  ])('%s is a network or chat: %s', (name, ...hosts) => {
    for (const host of hosts) expect(named(host), host).toBe(`social ${name}`);
  });

  test.each([
    ['www.example.org', 'example.org'],
    ['WWW.Example.ORG:443', 'example.org'],
    ['amp.m.example.org.', 'example.org'],
    ['m.co', 'm.co'],
    ['blog.example.org', 'blog.example.org'],
    ['xn--fiqs8s.xn--fiqz9s', 'xn--fiqs8s.xn--fiqz9s'],
    ['notgoogle.com', 'notgoogle.com'],
    ['google.com.evil.org', 'google.com.evil.org'],
    ['myfacebook.com', 'myfacebook.com'],
    ['docs.google.com', 'docs.google.com'],
    ['android-app://com.google.android.gm/', 'mail.google.com'],
    [`${'a'.repeat(40)}.${'b'.repeat(40)}.example.org`, `${'b'.repeat(40)}.example.org`],
  ])('%s is the site %s', (from, name) => {
    expect(named(from)).toBe(`site ${name}`);
  });

  test.each([
    '192.0.2.1',
    '192.0.2.1:8080',
    '[2001:db8::1]',
    '2001:db8::1',
    'app.localhost',
    'intranet',
    'printer.local',
    'wiki.corp',
    'exa mple.org',
    'exa_mple.org',
    '-example.org',
    'example..org',
    'example.org/path',
    'https://example.org',
    '<script>.org',
    '中国.org',
    'com.unknown.app',
    'android-app://www.google.com',
    `${'a'.repeat(64)}.org`,
    `a.${'b'.repeat(61)}`,
    `${'a.'.repeat(126)}org`,
    `${'a'.repeat(70_000)}.org`,
  ])('nothing public is named by %s', (from) => {
    expect(named(from)).toBe('direct Direct');
  });

  test('localhost is the site only where the site is there', () => {
    expect(sourceOf('localhost:3000', own).kind).toBe('internal');
    expect(sourceOf('localhost:3000', []).kind).toBe('direct');
  });

  test('every host in the tables leads to its name, and every app to a known one or a site', () => {
    for (const [kind, places] of Object.entries({ search, social })) {
      for (const [name, hosts] of Object.entries(places)) {
        for (const host of hosts.split(' ')) {
          expect(named(host.replace(/^\./, '')), host).toBe(`${kind} ${name}`);
          if (host.startsWith('.')) expect(named(`any${host}`), host).toBe(`${kind} ${name}`);
        }
      }
    }
    for (const [host, packages] of Object.entries(apps)) {
      for (const app of packages.split(' ')) expect(named(`android-app://${app}`), app).toBe(named(host));
      expect(named(host), host).toMatch(/^(search|social|site) /);
    }
  });

  test('whatever is sent, the name is short, and a site’s is a host', () => {
    const label = fc.stringMatching(/^[a-zA-Z0-9-]{1,64}$/);
    const host = fc.array(label, { minLength: 1, maxLength: 8 }).map((labels) => labels.join('.'));
    const from = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), host, fc.domain(), fc.webUrl());
    fc.assert(
      fc.property(from, fc.array(from, { maxLength: 3 }), (sent, hosts) => {
        const { kind, name } = sourceOf(sent, hosts);
        expect(name.length).toBeLessThanOrEqual(60);
        if (kind === 'site') expect(name).toMatch(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('a campaign', () => {
  test.each([
    [undefined, undefined],
    [{}, undefined],
    [{ source: '<>', medium: '   ', name: '--' }, undefined],
    [{ source: 'Newsletter', medium: 'email', name: 'Week+48' }, 'newsletter / email / week48'],
    [{ source: ' spring\t\n sale ', name: 'a/b' }, 'spring sale / ab'],
    [{ source: 'E\u0301te\u0301 2026' }, 'été 2026'],
    [{ source: '新闻', medium: 'हिन्दी', name: 'ЦЕНА_1.5-x' }, '新闻 / हिन्दी / цена_1.5-x'],
    [{ source: '\u2c00\u0591\u0000\u0618' }, '\u2c30\u0618\u0591'],
    [{ source: '𐐷'.repeat(50) }, '𐐷'.repeat(40)],
    [{ source: `${'x'.repeat(39)} y` }, 'x'.repeat(39)],
  ])('%j: %s', (campaign, line) => {
    expect(campaignOf(campaign)).toBe(line);
  });

  test('is one clean line, and clean lines stay as they are', () => {
    const part = fc.option(fc.string({ unit: 'binary' }), { nil: undefined });
    fc.assert(
      fc.property(part, part, part, (source, medium, name) => {
        const line = campaignOf({ source, medium, name });
        if (line === undefined) return;
        expect(line).toMatch(/^[\p{L}\p{M}\p{Nd} ._/-]+$/u);
        const parts = line.split(' / ');
        expect(parts.length).toBeLessThanOrEqual(3);
        for (const one of parts) {
          expect([...one].length).toBeLessThanOrEqual(40);
          expect(campaignOf({ source: one })).toBe(one);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

test.each([
  [undefined, 'unknown'],
  [Number.NaN, 'unknown'],
  [0, 'unknown'],
  [-1, 'unknown'],
  [Number.POSITIVE_INFINITY, 'unknown'],
  [320, 'phone'],
  [599, 'phone'],
  [600, 'tablet'],
  [1023, 'tablet'],
  [1024, 'desktop'],
])('a viewport of %s is a %s’s', (width, device) => {
  expect(deviceOf(width)).toBe(device);
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clients } from '#lib/unfurl/clients.ts';
import { botFamily, unfurlerOf } from './bots.ts';

const lines = (text: string) => text.trim().split('\n');

/** Browsers with which people read: on desks, phones old and new, television sets, and inside of apps. */
const readers = lines(`
Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36
Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36
Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0
Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0
Mozilla/5.0 (Android 14; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0
Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1
Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/16.4 Safari/605.1.15
Mozilla/5.0 (Linux; Android 10; MI 9 Build/QKQ1.190825.002; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/75.0.3770.143 Mobile Safari/537.36 NewsArticle/9.1.6 NetType/wifi
Mozilla/5.0 (iPhone; CPU iPhone OS 16_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 NewsArticle/9.1.6.2 JsSdk/2.0 NetType/WIFI (News 9.1.6 16.500000)
Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) AppleNews/1143 Version/2.0
Mozilla/5.0 (iPhone; CPU iPhone OS 17_5_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 SmartNews 24.5.10
Mozilla/5.0 (Linux; Android 12; V2118A Build/SP1A; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/97.0.4692.98 Mobile Safari/537.36 qqnews/6.9.30 (android 12)
Mozilla/5.0 (Linux; Android 14; SM-S918B Build/UP1A; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/124.0.6367.82 Mobile Safari/537.36 [FB_IAB/FB4A;FBAV/463.0.0.56.109;]
Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/21E219 [FBAN/FBIOS;FBAV/457.0.0.34.113;FBBV/579471023;FBDV/iPhone14,2;FBMD/iPhone;FBSN/iOS;FBSV/17.4;FBSS/3;FBCR/;FBID/phone;FBLC/en_GB;FBOP/80]
Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Instagram 325.0.3.34.90 (iPhone14,5; iOS 17_4; en_US; en; scale=3.00; 1170x2532; 576467361)
Mozilla/5.0 (Linux; Android 13; 22081212C Build/TKQ1.220829.002; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/116.0.0.0 Mobile Safari/537.36 XWEB/1160117 MMWEBSDK/20240301 MMWEBID/6204 MicroMessenger/8.0.48.2580(0x28003036) WeChat/arm64 Weixin NetType/WIFI Language/zh_CN ABI/arm64
Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 MicroMessenger/8.0.49(0x18003137) NetType/WIFI Language/zh_CN
Mozilla/5.0 (Windows NT 10.0; WOW64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/98.0.4758.102 Safari/537.36 NetType/WIFI MicroMessenger/7.0.20.1781(0x6700143B) WindowsWechat(0x63090a13) XWEB/8555 Flue
Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Safari Line/14.4.0
Mozilla/5.0 (Linux; Android 14; Pixel 8 Build/AP1A; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/124.0.0.0 Mobile Safari/537.36 WhatsApp/2.24.9.78
Mozilla/5.0 (Linux; Android 13; SM-A536B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/24.0 Chrome/117.0.0.0 Mobile Safari/537.36
Mozilla/5.0 (Linux; U; Android 12; zh-CN; V2157A Build/SP1A.210812.003) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/100.0.4896.58 UCBrowser/15.4.6.1226 Mobile Safari/537.36
Opera/9.80 (J2ME/MIDP; Opera Mini/7.1.32052/191.267; U; en) Presto/2.12.423 Version/12.16
Opera/9.80 (Android; Opera Mini/36.2.2254/191.303; U; en) Presto/2.12.423 Version/12.16
Mozilla/5.0 (SMART-TV; LINUX; Tizen 6.0) AppleWebKit/537.36 (KHTML, like Gecko) 76.0.3809.146/6.0 TV Safari/537.36
Mozilla/5.0 (Web0S; Linux/SmartTV) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/94.0.4606.128 Safari/537.36 WebAppManager
Mozilla/5.0 (PlayStation; PlayStation 5/6.50) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/15.4 Safari/605.1.15
Mozilla/5.0 (Mobile; Nokia_8110_4G; rv:48.0) Gecko/48.0 Firefox/48.0 KAIOS/2.5.1
Nokia6100/1.0 (04.01) Profile/MIDP-1.0 Configuration/CLDC-1.0
Mozilla/5.0 (Linux; U; Android 4.0.3; de-de; Galaxy S II Build/GRJ22) AppleWebKit/534.30 (KHTML, like Gecko) Version/4.0 Mobile Safari/534.30
Mozilla/5.0 (iPhone; CPU iPhone OS 9_3_5 like Mac OS X) AppleWebKit/601.1.46 (KHTML, like Gecko) Version/9.0 Mobile/13G36 Safari/601.1
Mozilla/5.0 (Windows NT 10.0; Trident/7.0; rv:11.0) like Gecko
Mozilla/5.0 (Linux; Android 12; HarmonyOS; NOH-AN00; HMSCore 6.12.2.302) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/99.0.4844.88 HuaweiBrowser/14.0.4.300 Mobile Safari/537.36
Mozilla/5.0 (Linux; U; Android 10; zh-cn; PCAM00 Build/QKQ1.190918.001) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/89.0.4389.72 MQQBrowser/13.5 Mobile Safari/537.36 COVC/046237
Mozilla/5.0 (iPhone; CPU iPhone OS 16_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Weibo (iPhone13,2__weibo__13.9.1__iphone__os16.0)
Mozilla/5.0 (iPhone; CPU iPhone OS 16_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 aweme_25.1.0 JsSdk/2.0 NetType/WIFI Channel/App Store ByteLocale/zh Region/CN
Mozilla/5.0 (Linux; Android 13; Pixel 6 Build/TQ3A; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/118.0.0.0 Mobile Safari/537.36 [Pinterest/Android]
Mozilla/5.0 (iPhone; CPU iPhone OS 17_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/21B74 Twitter for iPhone/10.16
Mozilla/5.0 (iPhone; CPU iPhone OS 17_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 LinkedInApp/9.29.5843
Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) GSA/311.0.621 Mobile/15E148 Safari/604.1
Mozilla/5.0 (Linux; Android 13; SM-N981N Build/TP1A; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/118.0.0.0 Mobile Safari/537.36 NAVER(inapp; search; 1010; 12.4.2)
Mozilla/5.0 (Linux; arm_64; Android 13; SM-G998B) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.6099.235 YaBrowser/24.1.5.89.00 SA/3 Mobile Safari/537.36
Mozilla/5.0 (Linux; Android 11; KFTRWI) AppleWebKit/537.36 (KHTML, like Gecko) Silk/120.4.1 like Chrome/120.0.6099.230 Safari/537.36
Mozilla/5.0 (iPhone; CPU iPhone OS 16_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Flipboard/4.3.13
Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)
`);

const bots = lines(`
search Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)
search Mozilla/5.0 (Linux; Android 6.0.1; Nexus 5X Build/MMB29P) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)
search Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm) Chrome/116.0.1938.76 Safari/537.36
search Mozilla/5.0 (compatible; YandexBot/3.0; +http://yandex.com/bots)
search Mozilla/5.0 (compatible; Baiduspider/2.0; +http://www.baidu.com/search/spider.html)
search Sogou web spider/4.0(+http://www.sogou.com/docs/help/webmasters.htm#07)
search Mozilla/5.0 (compatible; Yahoo! Slurp; http://help.yahoo.com/help/us/ysearch/slurp)
search Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_5) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/13.1.1 Safari/605.1.15 (Applebot/0.1; +http://www.apple.com/go/applebot)
ai Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)
ai Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko); compatible; ChatGPT-User/1.0; +https://openai.com/bot
ai Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; ClaudeBot/1.0; +claudebot@anthropic.com)
ai CCBot/2.0 (https://commoncrawl.org/faq/)
ai Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; PerplexityBot/1.0; +https://perplexity.ai/perplexitybot)
ai Mozilla/5.0 (Linux; Android 5.0) AppleWebKit/537.36 (KHTML, like Gecko) Mobile Safari/537.36 (compatible; Bytespider; spider-feedback@bytedance.com)
unfurler facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)
unfurler Twitterbot/1.0
unfurler WhatsApp/2.23.20.0 A
unfurler TelegramBot (like TwitterBot)
unfurler Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)
unfurler Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)
unfurler Mozilla/5.0 (Macintosh; Intel Mac OS X 10.10; rv:38.0) Gecko/20100101 Firefox/38.0
unfurler Iframely/1.3.1 (+https://iframely.com/docs/about) Atlassian
feed Feedly/1.0 (+http://www.feedly.com/fetcher.html; 12 subscribers; like FeedFetcher-Google)
feed Tiny Tiny RSS/21.05 (https://tt-rss.org/)
monitor Mozilla/5.0+(compatible; UptimeRobot/2.0; http://www.uptimerobot.com/)
monitor Pingdom.com_bot_version_1.4_(http://www.pingdom.com/)
monitor Mozilla/5.0 (Windows NT 6.1; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/98.0.4758.102 Safari/537.36 StatusCake
monitor Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/125.0.0.0 Safari/537.36 Chrome-Lighthouse
seo Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)
seo Mozilla/5.0 (compatible; SemrushBot/7~bl; +http://www.semrush.com/bot.html)
headless Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/142.0.0.0 Safari/537.36
tool curl/8.5.0
tool Wget/1.21.4
tool python-requests/2.32.3
tool Go-http-client/2.0
tool axios/1.7.2
tool node
tool okhttp/4.12.0
tool Dalvik/2.1.0 (Linux; U; Android 9; SM-G965U Build/PPR1.180610.011)
tool TikTok/131012 CFNetwork/978.0.7 Darwin/18.7.0
other Mozilla/5.0 (compatible; SomeNewCrawler/1.0; +https://crawler.example/)
other Mozilla/5.0
`).map((line) => /^(\w+) (.*)$/.exec(line)?.slice(1) as [string, string]);

const asked = (userAgent: string | undefined, others = {}) => ({
  'user-agent': userAgent,
  'accept-language': 'en',
  'sec-fetch-site': 'none',
  ...others,
});

test.each(readers)('is a reader: %s', (userAgent) => {
  expect(botFamily(asked(userAgent), true)).toBeUndefined();
});

test.each(bots)('is a bot, %s: %s', (family, userAgent) => {
  expect(botFamily(asked(userAgent), true)).toBe(family);
});

test('who gives no name is nameless, and a name longer than any browser’s is a bot’s', () => {
  for (const userAgent of [undefined, '', ' ']) expect(botFamily(asked(userAgent), true)).toBe('nameless');
  expect(botFamily(asked(`${readers[0]} ${'x'.repeat(1000)}`), true)).toBe('other');
});

describe('a browser that lacks what all such browsers send is inconsistent', () => {
  const chrome = (version: number) =>
    `Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${version}.0.0.0 Safari/537.36`;
  const firefox = (version: number) =>
    `Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:${version}.0) Gecko/20100101 Firefox/${version}.0`;
  const safari = (version: number) =>
    `Mozilla/5.0 (iPhone; CPU iPhone OS 16_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/${version} Mobile/15E148 Safari/604.1`;
  const untold = { 'sec-fetch-site': undefined };

  test('no Accept-Language', () => {
    expect(botFamily(asked(chrome(142), { 'accept-language': undefined }), false)).toBe('inconsistent');
    expect(botFamily(asked(readers.at(-1), { 'accept-language': '' }), false)).toBe('inconsistent');
  });

  test.each([
    ['Chrome', chrome(79), chrome(80)],
    ['Edge', `${chrome(79)} Edg/79.0.309.65`, `${chrome(80)} Edg/80.0.361.48`],
    ['Firefox', firefox(89), firefox(90)],
    ['Safari', safari(16.3), safari(16.4)],
    ['a later Safari', safari(16.1), safari(26.5)],
  ])('no Sec-Fetch-Site where it would be sent: %s', (_, before, since) => {
    expect(botFamily(asked(before, untold), true)).toBeUndefined();
    expect(botFamily(asked(since, untold), true)).toBe('inconsistent');
    expect(botFamily(asked(since, untold), false)).toBeUndefined();
  });

  test('apps and other browsers on the same engine are let be', () => {
    for (const userAgent of readers.slice(7))
      expect(botFamily(asked(userAgent, untold), true)).toBeUndefined();
  });

  test('a Chrome whose client hints say HeadlessChrome', () => {
    const hints = { 'sec-ch-ua': '"Not:A-Brand";v="8", "HeadlessChrome";v="142"' };
    expect(botFamily(asked(chrome(142), hints), false)).toBe('inconsistent');
  });
});

describe('whose link preview it is', () => {
  /** Google’s client is its crawler: it asks for cards without anybody having shared a link. */
  const crawlers = ['Google'];

  test.each(clients.map(({ name, userAgent }) => [name, userAgent]))('%s', (name, userAgent) => {
    expect(unfurlerOf(userAgent)).toBe(crawlers.includes(name) ? undefined : name);
  });

  test.each([
    ['Signal', 'WhatsApp/2'],
    ['WhatsApp', 'WhatsApp/2.2413.51 W'],
    ['Slack', 'Slack-ImgProxy (+https://api.slack.com/robots)'],
    ['Discord', 'Mozilla/5.0 (Macintosh; Intel Mac OS X 11.6; rv:92.0) Gecko/20100101 Firefox/92.0'],
    ['Mastodon', 'http.rb/5.1.1 (Mastodon/4.2.0; +https://mastodon.example/)'],
    ['KakaoTalk', 'facebookexternalhit/1.1; kakaotalk-scrap/1.0; +https://devtalk.kakao.com/'],
    ['Viber', 'Viber'],
    ['VK', 'Mozilla/5.0 (compatible; vkShare; +http://vk.com/dev/Share)'],
    ['Snapchat', 'Snap URL Preview Service; bot; snapchat; https://developers.snap.com/robots'],
    [
      'Google Chat',
      'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/56.0.2924.87 Safari/537.36 Google-PageRenderer Google (+https://developers.google.com/+/web/snippet/)',
    ],
  ])('%s: %s', (name, userAgent) => {
    expect(unfurlerOf(userAgent)).toBe(name);
  });

  test('no reader’s browser but those of WeChat and Weibo, which fetch cards as their readers do', () => {
    const names = readers.filter((userAgent) => !/MicroMessenger|Weibo/.test(userAgent)).map(unfurlerOf);
    expect(new Set(names)).toEqual(new Set([undefined]));
  });
});

test('whatever is sent, the answer is one of the families and comes twice the same', () => {
  const word = fc.oneof(fc.string(), fc.constantFrom(...readers, ...bots.map(([, userAgent]) => userAgent)));
  const header = fc.option(
    fc.array(word, { maxLength: 3 }).map((words) => words.join(' ')),
    { nil: undefined },
  );
  const families =
    /^(search|ai|unfurler|feed|monitor|seo|headless|tool|other|nameless|inconsistent|undefined)$/;
  fc.assert(
    fc.property(header, header, header, header, fc.boolean(), (name, language, site, hints, secure) => {
      const headers = asked(name, {
        'accept-language': language,
        'sec-fetch-site': site,
        'sec-ch-ua': hints,
      });
      expect(String(botFamily(headers, secure))).toMatch(families);
      expect(botFamily(headers, secure)).toBe(botFamily({ ...headers }, secure));
    }),
  );
});

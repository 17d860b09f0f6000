/** Who asks: a reader's browser or a bot, which family of bots, and for which network a link preview is fetched. */
import { isbot } from 'isbot';
import { LRUCache } from 'lru-cache';

export type BotFamily =
  | 'search'
  | 'ai'
  | 'unfurler'
  | 'feed'
  | 'monitor'
  | 'seo'
  | 'headless'
  | 'tool'
  | 'other'
  | 'nameless'
  | 'inconsistent';

export type Headers = Readonly<Record<string, string | undefined>>;

const anyOf = (...patterns: string[]) => new RegExp(patterns.join('|'), 'i');

/** Services that fetch a page because somebody pasted its link, more telling ones first: many pretend to be another. */
const unfurlers: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['iMessage', /facebookexternalhit.*Twitterbot/],
  ['LINE', /line-poker/],
  ['KakaoTalk', /kakaotalk-scrap/],
  ['Facebook', /facebookexternalhit|Facebot|Meta-ExternalHit/],
  ['Telegram', /TelegramBot/],
  ['X', /Twitterbot/],
  ['Signal', /^WhatsApp\/2$/],
  ['WhatsApp', /^WhatsApp/],
  ['LinkedIn', /LinkedInBot/],
  ['Slack', /Slackbot|Slack-ImgProxy/],
  // Discord fetches pictures under the names of two dead Firefoxes (github.com/discord/discord-api-docs/issues/3872).
  [
    'Discord',
    /Discordbot|^Mozilla\/5\.0 \(Macintosh; Intel Mac OS X (?:10\.10; rv:38|11\.6; rv:92)\.0\) Gecko/,
  ],
  ['Mastodon', /\bMastodon\//],
  ['Misskey', /SummalyBot|^Misskey\//],
  ['Lemmy', /^Lemmy\//],
  ['Matrix', /^Synapse\b/],
  ['Bluesky', /Bluesky Cardyb|BlueskyPreviewBot/],
  ['Pinterest', /Pinterestbot|^Pinterest\/0/],
  ['Reddit', /redditbot/],
  ['Teams', /SkypeUriPreview/],
  // Google’s older snippet fetcher serves Chat (github.com/vercel/next.js/discussions/31482).
  ['Google Chat', /Google-PageRenderer|developers\.google\.com\/\+\/web\/snippet/],
  ['Google Messages', /GoogleMessages/],
  ['Viber', /^Viber|ViberUrlDownloader/],
  ['VK', /vkShare|VKRobot/],
  ['Odnoklassniki', /OdklBot/],
  ['Snapchat', /Snap URL Preview|SnapURLPreview/],
  ['DingTalk', /DingTalkBot/],
  ['Lark', /LarkUrl2Preview/],
  ['Mattermost', /Mattermost-Bot/],
  ['Zulip', /ZulipURLPreview|Zulip URL preview/],
  ['Steam', /SteamChatURLLookup/],
  ['Tumblr', /^Tumblr\//],
  ['Notion', /^Notion\//],
];

/** Apps that fetch a card with the same name as their readers' browser, so that only the address asked for tells. */
const cardsByReaders: typeof unfurlers = [
  ['WeChat', /MicroMessenger/],
  ['Weibo', /\bWeibo\b/],
];

/** Families by pattern, more telling ones first: a monitor drives HeadlessChrome, a crawler for AI is built on a tool. */
const families: readonly (readonly [BotFamily, RegExp])[] = [
  [
    'unfurler',
    anyOf(
      'Iframely|Embedly|OpenGraph\\.io|Yahoo Link Preview|Chatwork LinkPreview|GroupMeBot|KeybaseBot|FlipboardProxy',
      'Discourse Forum Onebox|EvernoteRichLinkBot|LinkUnfurler|LinkPreviewBot|XING-content|Quora-Bot|Friendica',
    ),
  ],
  [
    'ai',
    anyOf(
      'GPTBot|OAI-SearchBot|ChatGPT|^openai/|ClaudeBot|Claude-(?:User|Web|SearchBot|Code)|anthropic-ai|CCBot|Perplexity',
      'Bytespider|TikTokSpider|Amazonbot|meta-(?:externalagent|externalfetcher|webindexer)|FacebookBot|cohere-|Diffbot',
      'MistralAI|YouBot|DuckAssistBot|Google-(?:Extended|CloudVertex|NotebookLM|Gemini)|Gemini-Deep|ChatGLM|DeepSeek',
      'PanguBot|iaskspider|Timpibot|ImagesiftBot|omgili|Webzio|AI2Bot|Firecrawl|img2dataset|cursor/|Manus-User|LinkupBot',
    ),
  ],
  [
    'seo',
    anyOf(
      'Ahrefs|Semrush|SiteAuditBot|MJ12bot|DotBot|rogerbot|BLEXBot|DataForSeo|SEOkicks|serpstat|Barkrowler|SERanking',
      'Screaming Frog|Sitebulb|MegaIndex|SearchAtlas|Botify|OnCrawl|Awario|linkdex|AdsTxtCrawler|Mediatoolkit|Seobility',
    ),
  ],
  [
    'monitor',
    anyOf(
      'UptimeRobot|Pingdom|StatusCake|Site24x7|updown\\.io|Better ?(?:Uptime|Stack)|HetrixTools|Uptime[-/ ]?Kuma|Checkly',
      'Datadog|NewRelic|Catchpoint|GTmetrix|Lighthouse|PageSpeed|SpeedCurve|PTST/|DebugBear|Freshping|Zabbix|check_http',
      'Blackbox|kube-probe|GoogleHC|ELB-Health|Health-?Checks?\\b|Prometheus|Dynatrace|Nagios|Monit/|Uptimia|NodePing',
    ),
  ],
  [
    'feed',
    anyOf(
      'Feed(?:ly|bin|spot|press|Fetcher|Parser|Demon|Validator)|Inoreader|NewsBlur|Tiny Tiny RSS|FreshRSS|Miniflux|^Reeder',
      'NetNewsWire|Bloglovin|OldReader|SimplePie|Superfeedr|Liferea|Newsboat|Akregator|Thunderbird|\\bRSS\\b|RSS-?Bot',
    ),
  ],
  [
    'headless',
    anyOf('Headless|Puppeteer|Playwright|PhantomJS|SlimerJS|Selenium|WebDriver|Cypress/|HtmlUnit|jsdom'),
  ],
  [
    'search',
    anyOf(
      'Googlebot|Google-|Storebot|Mediapartners|AdsBot|APIs-Google|GoogleOther|GoogleProducer|bingbot|BingPreview|adidxbot',
      'msnbot|MicrosoftPreview|Yandex\\w*Bot|Yandex(?:Images|Metrika|Direct|Turbo|Webmaster)|Baiduspider|Baidu-YunGuanCe',
      'DuckDuckBot|DuckDuckGo-Favicons|Sogou \\w+ spider|Sogou-|360Spider|YisouSpider|PetalBot|SeznamBot|Qwant|NaverBot|Yeti/',
      'Daum(?:oa)?[ /]|Slurp|Applebot|coccocbot|MojeekBot|Kagibot|SeekportBot|Mail\\.RU_Bot|Swisscows|Teoma|ZumBot|Linespider',
    ),
  ],
  [
    'tool',
    anyOf(
      '^(?:curl|Wget|python|Go-http-client|axios|node|undici|got|okhttp|Java|Ruby|PHP|Postman\\w*|HTTPie|Deno|Bun)\\b',
      '^(?:Dalvik|Dart|reqwest|ureq|Faraday|rest-client|http\\.rb|lua-resty|PycURL|colly|aria2|Apache-HttpClient|perl)\\b',
      'libcurl|aiohttp|httpx/|Guzzle|Scrapy|libwww|PowerShell|HTTrack|WinHTTP|CFNetwork|com\\.apple\\.WebKit\\.Net',
    ),
  ],
];

/** News apps and Sogou's browser, whose readers isbot takes for bots by the words “news” and “sogou”. */
const newsApps =
  /(?:\b(?:NewsArticle|AppleNews|SmartNews|qqnews|NewsApp|NewsBreak|Google News)[/ ][\d.]+|\(News [\d. ]+\)|SogouMSE|SogouMobileBrowser\/[\d.]+)/gi;

/**
 * Browsers under their own name and nothing else, and the version from which each sends Sec-Fetch-Site: Chrome 76,
 * Edge 79, Firefox 90, Safari 16.4 (MDN browser-compat-data, http/headers/Sec-Fetch-Site.json); Chrome and Edge
 * from 80 on, where Sec-Fetch-Dest came too. Apps’ own browsers may fetch by other means and are let be.
 */
const tellSite: readonly (readonly [pattern: RegExp, since: number])[] = [
  [
    /^Mozilla\/5\.0 \([^()]+\) AppleWebKit\/537\.36 \(KHTML, like Gecko\) Chrome\/(\d+)[\d.]* (?:Mobile )?Safari\/537\.36(?: EdgA?\/[\d.]+)?$/,
    80,
  ],
  [/^Mozilla\/5\.0 \([^()]+; rv:[\d.]+\) Gecko\/[\d.]+ Firefox\/(\d+)[\d.]*$/, 90],
  [
    /^Mozilla\/5\.0 \((?:Macintosh|iPhone|iPad|iPod)[^()]+\) AppleWebKit\/[\d.]+ \(KHTML, like Gecko\) Version\/(\d+\.\d)[\d.]* (?:Mobile\/\w+ )?Safari\/[\d.]+$/,
    16.4,
  ],
];

/** No browser's name is longer, in characters; Facebook's reach about 600. It bounds the patterns' time and the cache. */
const longest = 1000;
type Verdict = Readonly<{ family?: BotFamily; tellsSite: boolean }>;
/** By user agent, in memory only. */
const verdicts = new LRUCache<string, Verdict>({ max: 2000 });

/** The family of bots that a request comes from, by its headers (lower-case names); undefined for a reader's browser. */
export function botFamily(headers: Headers, secure: boolean): BotFamily | undefined {
  const userAgent = headers['user-agent']?.trim();
  if (!userAgent) return 'nameless';
  if (userAgent.length > longest) return 'other';
  const verdict = verdicts.get(userAgent) ?? judged(userAgent);
  if (verdict.family) return verdict.family;
  const consistent =
    headers['accept-language'] &&
    !headers['sec-ch-ua']?.includes('HeadlessChrome') &&
    (!secure || !verdict.tellsSite || headers['sec-fetch-site']);
  return consistent ? undefined : 'inconsistent';
}

/**
 * The network or chat app whose link preview this is. Ask it only about cards: readers of WeChat and Weibo have the
 * same user agent as the preview. A crawler such as Googlebot is nobody's preview: no person pasted the link.
 */
export function unfurlerOf(userAgent: string): string | undefined {
  if (userAgent.length > longest) return undefined;
  return nameIn(unfurlers, userAgent) ?? nameIn(cardsByReaders, userAgent);
}

function judged(userAgent: string): Verdict {
  const verdict = { family: familyOf(userAgent), tellsSite: tellsSite(userAgent) };
  verdicts.set(userAgent, verdict);
  return verdict;
}

function familyOf(userAgent: string): BotFamily | undefined {
  if (nameIn(unfurlers, userAgent)) return 'unfurler';
  const family = nameIn(families, userAgent);
  return family ?? (isbot(userAgent.replace(newsApps, '')) ? 'other' : undefined);
}

const nameIn = <Name extends string>(table: readonly (readonly [Name, RegExp])[], userAgent: string) =>
  table.find(([, pattern]) => pattern.test(userAgent))?.[0];

const tellsSite = (userAgent: string) =>
  tellSite.some(([pattern, since]) => Number(pattern.exec(userAgent)?.[1] ?? 0) >= since);

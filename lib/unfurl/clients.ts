/**
 * What shows a link when somebody pastes it: who asks, what each reads, what each refuses.
 *
 * `source` says where the rules of a client come from. `lore` is what is repeated everywhere and documented
 * nowhere; we keep to it where that costs nothing.
 */

/** Where a client looks, in the order it looks. */
export type Place = 'json-ld' | 'og' | 'twitter' | 'html';

export type Client = Readonly<{
  name: string;
  userAgent: string;
  title: readonly Place[];
  description: readonly Place[];
  picture: readonly Place[];
  /** Of several pictures the last is taken, not the first. */
  takesLast?: true;
  /** How much of a page it reads and what it wants there: bytes, most og tags, longest value, tags that must be there. */
  page?: Readonly<{
    range?: string;
    bytes?: number;
    mostTags?: number;
    longestValue?: number;
    tags?: readonly string[];
  }>;
  limits: Readonly<{
    bytes?: number;
    width?: number;
    height?: number;
    longestSide?: number;
    /** Most width per height. */
    ratio?: number;
    /** Content-Length must be sent. */
    length?: true;
    /** It asks for this range of the picture. */
    range?: string;
    /** It asks with HEAD before. */
    head?: true;
    /** Width and height must be declared in the page. */
    declared?: true;
  }>;
  /** How the picture is shown: cropped to this width per height; `thumb` is small beside the text. */
  shape: Readonly<{ ratio: number; thumb?: true }>;
  shows: Readonly<{ title: boolean; description: boolean }>;
  source: string;
}>;

const og: readonly Place[] = ['og', 'html'];
const ogThenTwitter: readonly Place[] = ['og', 'twitter', 'html'];
const wide = { ratio: 1200 / 630 };
const square = { ratio: 1, thumb: true } as const;
const both = { title: true, description: true };
const openGraph = { title: og, description: og, picture: og } as const;

export const clients: readonly Client[] = [
  {
    ...openGraph,
    name: 'Facebook',
    userAgent: 'facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)',
    page: { bytes: 1_000_000 },
    limits: { bytes: 8_000_000, width: 600, height: 315, range: 'bytes=0-524288', declared: true },
    shape: wide,
    shows: both,
    source: 'developers.facebook.com/docs/sharing/webmasters/images; the range is lore',
  },
  {
    name: 'X',
    userAgent: 'Twitterbot/1.0',
    title: ['twitter', 'og', 'html'],
    description: ['twitter', 'og', 'html'],
    picture: ['twitter', 'og'],
    page: { tags: ['twitter:card'] },
    limits: { bytes: 5_000_000, width: 300, height: 157, longestSide: 4096 },
    shape: { ratio: 1.91 },
    shows: { title: false, description: false },
    source: 'X’s documentation of cards, as others quote it',
  },
  {
    ...openGraph,
    name: 'LinkedIn',
    userAgent: 'LinkedInBot/1.0 (compatible; Mozilla/5.0; Apache-HttpClient +http://www.linkedin.com)',
    limits: { bytes: 5_000_000, width: 1200, height: 627 },
    shape: { ratio: 1.91 },
    shows: { title: true, description: false },
    source: 'lore',
  },
  {
    ...openGraph,
    name: 'WhatsApp',
    userAgent: 'WhatsApp/2.23.20.0 A',
    // Which of several pictures it takes is nowhere documented; the last is said to be the one.
    takesLast: true,
    page: { bytes: 300_000, tags: ['og:title', 'og:description', 'og:url'] },
    limits: { bytes: 300_000, width: 300, ratio: 4 },
    shape: square,
    shows: both,
    source: 'developers.facebook.com/docs/whatsapp/link-previews (600 KB); 300 KB is lore',
  },
  {
    ...openGraph,
    name: 'iMessage',
    userAgent:
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_11_1) AppleWebKit/601.2.4 (KHTML, like Gecko) Version/9.0.1 Safari/601.2.4 facebookexternalhit/1.1 Facebot Twitterbot/1.0',
    limits: { width: 900 },
    shape: wide,
    shows: { title: true, description: false },
    source: 'Apple TN3156',
  },
  {
    ...openGraph,
    name: 'Signal',
    userAgent: 'WhatsApp/2',
    page: { bytes: 1000 * 1024 },
    limits: { bytes: 1024 * 1024, length: true },
    shape: square,
    shows: both,
    source: 'github.com/signalapp/Signal-Desktop, ts/linkPreviews',
  },
  {
    ...openGraph,
    name: 'Telegram',
    userAgent: 'TelegramBot (like TwitterBot)',
    picture: ogThenTwitter,
    limits: { bytes: 5_000_000 },
    shape: wide,
    shows: both,
    source: 'lore',
  },
  {
    name: 'Slack',
    userAgent: 'Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)',
    title: ogThenTwitter,
    description: ogThenTwitter,
    picture: ogThenTwitter,
    page: { range: 'bytes=0-32768', bytes: 32_768 },
    limits: { range: 'bytes=0-32768' },
    shape: wide,
    shows: both,
    source: 'api.slack.com/robots; the ranges are lore',
  },
  {
    ...openGraph,
    name: 'Discord',
    userAgent: 'Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)',
    page: { tags: ['theme-color'] },
    limits: { declared: true },
    shape: wide,
    shows: both,
    source: 'lore',
  },
  {
    name: 'Mastodon',
    userAgent: 'Mastodon/4.5.0 (http.rb/5.3.1; +https://mastodon.example/) Bot',
    title: ['json-ld', 'og', 'html'],
    description: ['json-ld', 'og', 'html'],
    picture: ['og'],
    page: { bytes: 1_000_000 },
    limits: { bytes: 8_000_000 },
    shape: wide,
    shows: both,
    source: 'github.com/mastodon/mastodon, app/lib/link_details_extractor.rb',
  },
  {
    ...openGraph,
    name: 'Misskey',
    userAgent: 'SummalyBot/5.2.0',
    limits: { head: true },
    shape: square,
    shows: both,
    source: 'github.com/misskey-dev/summaly, src/general.ts',
  },
  {
    name: 'Matrix',
    userAgent: 'Synapse (bot; +https://github.com/matrix-org/synapse)',
    title: ogThenTwitter,
    description: ogThenTwitter,
    picture: ogThenTwitter,
    takesLast: true,
    page: { mostTags: 49, longestValue: 1000 },
    limits: {},
    shape: square,
    shows: both,
    source: 'github.com/element-hq/synapse, synapse/media/preview_html.py',
  },
  {
    ...openGraph,
    name: 'Bluesky',
    userAgent: 'Mozilla/5.0 (compatible; Bluesky Cardyb/1.1; +mailto:support@bsky.app)',
    limits: { bytes: 1_000_000 },
    shape: wide,
    shows: both,
    source: 'the record’s schema app.bsky.embed.external, as others quote it',
  },
  {
    ...openGraph,
    name: 'LINE',
    userAgent: 'facebookexternalhit/1.1;line-poker/1.0',
    limits: {},
    shape: square,
    shows: both,
    source: 'lore',
  },
  {
    name: 'Google',
    userAgent: 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
    title: ['json-ld', 'html'],
    description: ['html'],
    picture: ['json-ld', 'og'],
    limits: { width: 1200 },
    shape: { ratio: 16 / 9 },
    shows: { title: true, description: false },
    source: 'Google’s statements on Discover, as others quote them',
  },
  {
    ...openGraph,
    name: 'Pinterest',
    userAgent: 'Mozilla/5.0 (compatible; Pinterestbot/1.0; +http://www.pinterest.com/bot.html)',
    limits: { bytes: 20_000_000 },
    shape: wide,
    shows: { title: true, description: false },
    source: 'lore',
  },
  {
    ...openGraph,
    name: 'Reddit',
    userAgent: 'redditbot/1.0',
    limits: {},
    shape: square,
    shows: { title: true, description: false },
    source: 'lore',
  },
  {
    ...openGraph,
    name: 'Teams',
    userAgent: 'Mozilla/5.0 (Windows NT 6.1; WOW64) SkypeUriPreview Preview/0.5',
    limits: {},
    shape: square,
    shows: both,
    source: 'lore',
  },
  {
    ...openGraph,
    name: 'WeChat',
    userAgent:
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 MicroMessenger/8.0.50',
    takesLast: true,
    limits: {},
    shape: square,
    shows: both,
    source: 'lore: a square',
  },
  {
    ...openGraph,
    name: 'Weibo',
    userAgent:
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Weibo',
    limits: {},
    shape: square,
    shows: both,
    source: 'lore',
  },
];

/**
 * What a page says around its stories, by the page's language. A language with words here gets pages of its own (a
 * front, its stories' frame); the types leave no word out.
 */

const english = {
  /** The language these words are in. */
  lang: 'en',
  skip: 'Skip to the text',
  search: 'Search',
  homepage: 'Make CT your homepage',
  like: 'Like us on Facebook',
  follow: (network: string) => `Follow us on ${network}`,
  /** What the colour switch and the clock's button say; by script, so that they stand in attributes. */
  dark: 'Dark',
  light: 'Light',
  darkColours: 'Dark colours',
  lightColours: 'Light colours',
  pauseClock: 'Pause the clock',
  runClock: 'Run the clock',
  /** The running clock: $1 month, $2 day, $3 year, $4 time, $5 one of the halves of the day. */
  clock: '$1/$2/$3 $4 $5',
  halves: ['am', 'pm'],
  sections: 'Sections',
  /** Where they lead to lists in another language. */
  sectionsIn: (language: string) => `Sections (${language})`,
  sectionsAgain: 'Sections, again',
  languages: 'Languages',
  about: 'About this newspaper',
  contact: 'Contact',
  finding: 'Finding and following',
  topics: 'Topics',
  authors: 'Authors',
  archive: 'Archive',
  corrections: 'Corrections',
  feeds: 'Feeds',
  saved: 'Saved stories',
  rights: (publisher: string) => `Text and drawings: ${publisher}, CC BY 4.0 unless credited otherwise.`,
  breaking: 'Breaking',
  related: 'Related stories',
  newest: 'Newest',
  mostRead: 'Most read',
  now: 'Now',
  today: 'Today',
  week: 'Week',
  /** `#` is a number. */
  readingNow: '# reading now',
  readTimes: 'read # times',
  latest: 'Latest',
  nothingYet: 'No story is published yet. The first one will stand here.',
  seenWrong: 'Seen something wrong?',
  report: 'Report an error',
  fullStop: '.',
  share: 'Share',
  copy: 'Copy link',
  copied: 'Link copied',
  alsoIn: 'Also in',
  /** The button that keeps a story on the device, and what it says of that. */
  save: {
    button: 'Save for later',
    saving: 'Saving …',
    saved: 'Saved on this device.',
    unsaved: 'Saved no longer.',
    full: 'There is no room left on this device. Remove a saved story, then try again.',
    failed: 'That did not work. Please try again when you are online.',
  },
  /** The front of the stories in this language. */
  frontTitle: (site: string) => `${site} in English`,
  frontDescription: (site: string) => `All that ${site} has in English.`,
};

export type Furniture = Readonly<typeof english>;

const chinese: Furniture = {
  lang: 'zh-Hans',
  skip: '跳到正文',
  search: '搜索',
  homepage: '将本站设为首页',
  like: '在 Facebook 上点赞',
  follow: (network) => `在 ${network} 上关注我们`,
  dark: '深色',
  light: '浅色',
  darkColours: '深色配色',
  lightColours: '浅色配色',
  pauseClock: '暂停时钟',
  runClock: '继续走时',
  clock: '$3年$1月$2日 $5$4',
  halves: ['上午', '下午'],
  sections: '栏目',
  sectionsIn: (language) => `栏目（${language}）`,
  sectionsAgain: '栏目（页脚）',
  languages: '语言',
  about: '关于本报',
  contact: '联系我们',
  finding: '查找与订阅',
  topics: '主题',
  authors: '作者',
  archive: '往期文章',
  corrections: '更正',
  feeds: '订阅源',
  saved: '已保存的文章',
  rights: (publisher) => `文字与图片：${publisher}，除另有署名外均以 CC BY 4.0 许可发布。`,
  breaking: '要闻',
  related: '相关文章',
  newest: '最新',
  mostRead: '最多人读',
  now: '此刻',
  today: '今天',
  week: '本周',
  readingNow: '# 人正在读',
  readTimes: '读过 # 次',
  latest: '最新文章',
  nothingYet: '尚无文章发布。第一篇将刊登于此。',
  seenWrong: '发现错误？',
  report: '向我们指出',
  fullStop: '。',
  share: '分享',
  copy: '复制链接',
  copied: '链接已复制',
  alsoIn: '其他语言：',
  save: {
    button: '保存，以后再读',
    saving: '正在保存……',
    saved: '已保存在本设备上。',
    unsaved: '已不再保存。',
    full: '本设备已没有空间。请先移除一篇已保存的文章，然后重试。',
    failed: '没有成功。请在联网后重试。',
  },
  frontTitle: (site) => `${site} 中文`,
  frontDescription: (site) => `${site} 的全部中文文章。`,
};

const furniture: ReadonlyMap<string, Furniture> = new Map([
  ['en', english],
  ['zh', chinese],
]);

/** Languages with words of their own, as they stand in addresses: `zh` for all of Chinese. */
export const furnishedLanguages: readonly string[] = [...furniture.keys()];

/** The language of a tag, as it stands in addresses: `zh` of `zh-Hans`. */
export const languageOf = (lang: string): string => lang.split('-')[0] ?? lang;

/** Words for a language; English where there are none yet. */
export const furnitureIn = (lang: string): Furniture => furniture.get(languageOf(lang)) ?? english;

/** A language's name in itself: `English`, `简体中文`; or in another. */
export const nameOfLanguage = (lang: string, said = lang): string =>
  new Intl.DisplayNames(said, { type: 'language' }).of(lang) ?? lang;

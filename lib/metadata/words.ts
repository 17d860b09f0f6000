/** The few words that the page itself says inside a story, by the story's language. */

const english = {
  /** The language that dates among these words are written in. */
  lang: 'en',
  by: 'By',
  and: 'and',
  published: 'Published',
  updated: 'Updated',
  firstPublished: 'First published',
  minutes: (count: number) => `${count} min read`,
  sources: 'Sources',
  corrections: 'Corrections',
  wrong: 'We wrote',
  right: 'It should be',
  topics: 'Topics',
  related: 'Related stories',
  figures: 'The figures',
  table: 'Table',
  note: 'Note',
  source: 'Source',
  section: 'Section',
  topic: 'Topic',
  author: 'Author',
  kinds: { analysis: 'Analysis', opinion: 'Opinion', explainer: 'Explainer', live: 'Live' },
  corrected: 'Corrected',
  keyPoints: 'Key points',
  /** Without script. */
  reload: 'Reload to see newer entries.',
  /** With script, in about as much room. */
  follows: 'New entries are offered here.',
  endedAt: (instant: string) => `This coverage ended on ${instant}.`,
  ended: 'This coverage has ended.',
  rests: 'There has been no new entry for a day.',
  newEntry: '1 new update',
  /** `#` is their number. */
  newEntries: '# new updates',
  failed: 'The new entries can’t be fetched now.',
  from: (month: string) => `From ${month}`,
  history: 'What has changed',
  /** Between when something was updated and what is new. */
  says: ': ',
};
const chinese: typeof english = {
  lang: 'zh-Hans',
  by: '文',
  and: '、',
  published: '发布',
  updated: '更新',
  firstPublished: '首次发表',
  minutes: (count) => `阅读约 ${count} 分钟`,
  sources: '资料来源',
  corrections: '更正',
  wrong: '原文',
  right: '应为',
  topics: '主题',
  related: '相关文章',
  figures: '数据表',
  table: '表格',
  note: '注',
  source: '来源',
  section: '栏目',
  topic: '主题',
  author: '作者',
  kinds: { analysis: '分析', opinion: '评论', explainer: '解说', live: '直播' },
  corrected: '已更正',
  keyPoints: '要点',
  reload: '刷新页面可查看新内容。',
  follows: '有新内容时会在此提示。',
  endedAt: (instant) => `本次直播已于${instant}结束。`,
  ended: '本次直播已结束。',
  rests: '一天内没有新内容。',
  newEntry: '1 条新内容',
  newEntries: '# 条新内容',
  failed: '暂时无法取得新内容。',
  from: (month) => `${month}发表`,
  history: '修改记录',
  says: '：',
};

/** Words for a language; English where there are none yet. */
export function wordsIn(lang: string): typeof english {
  return /^zh\b/.test(lang) ? chinese : english;
}

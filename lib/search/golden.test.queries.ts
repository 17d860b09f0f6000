/**
 * What readers may type who look for one of our own stories, with the slugs that should be among the first three: any
 * one of them is enough. Written before the ranking was tuned, by what the stories are about and not by their words alone.
 */
export type Golden = readonly [text: string, ...slugs: string[]];

const clock = 'one-clock-for-all-of-china';
const clockInChinese = 'zhongguo-weishenme-yong-yige-shizhong';
const sunrise = 'sunrise-in-kashgar';
const light = 'one-day-of-light';
const landlocked = 'countries-without-a-coast';
const neighbours = 'fourteen-neighbours';
const caravans = 'great-circles-and-the-silk-road';
const bytes = 'how-a-computer-stores-one-character';
const sea = 'how-far-is-the-sea';
const day = 'how-long-is-the-day';
const characters = 'how-many-chinese-characters';
const opposite = 'opposite-china';
const sixty = 'sixty-names-for-a-year';
const terms = 'twenty-four-solar-terms';
const letters = 'two-letters-for-a-country';
const currency = 'what-a-currency-code-says';
const newYear = 'when-is-the-new-year';
const week = 'when-the-week-begins';
const middle = 'where-is-the-middle-of-china';
const comma = 'where-the-comma-goes';
const campaign = 'china-pledges-support-for-obamas-anti-isil-campaign';

export const golden: readonly Golden[] = [
  // By what they are called, and half of it.
  ['why all of china keeps one clock', clock],
  ['one clock', clock],
  ['fourteen neighbours', neighbours],
  ['when is the new year', newYear],
  ['silk road', caravans],
  ['sixty names', sixty],
  // By their subject.
  ['time zone', clock],
  ['kashgar sunrise', sunrise, light],
  ['latest sunrise in Harbin', sunrise],
  ['landlocked countries', landlocked],
  ['countries that border China', neighbours, landlocked],
  ['caravan route Venice', caravans],
  ['utf-8 bytes', bytes],
  ['unicode', characters, bytes],
  ['GB18030', bytes],
  ['pole of inaccessibility', sea],
  ['farthest point from the ocean', sea],
  ['length of day Mohe', day],
  ['summer solstice daylight', day, terms],
  ['number of characters', characters],
  ['antipodes Argentina', opposite],
  ['other side of the globe', opposite],
  ['zodiac animals', sixty],
  ['stems and branches', sixty],
  ['solar terms', terms],
  ['ISO country codes', letters],
  ['flag emoji', letters],
  ['yuan renminbi code', currency],
  ['ISO 4217', currency],
  ['spring festival date', newYear],
  ['lunar calendar', newYear, terms],
  ['monday or sunday', week],
  ['weekend', week],
  ['centre of China', middle],
  ['thousands separator', comma],
  ['lakh crore', comma],
  ['Obama Islamic State', campaign],
  ['Hua Chunying', campaign],
  ['Fuyuan', light],
  // With mistakes, accents, endings.
  ['calender', newYear, sixty, terms],
  ['neighbors of china', neighbours],
  ['Kashgár', sunrise, light],
  ['carravans', caravans],
  ['sunrises', sunrise],
  ['curency', currency, letters],
  ['lattitude', day],
  // Half typed, in quotation marks, by the names beside a story.
  ['antipo', opposite],
  ['"straight down"', opposite],
  ['money', currency, comma],
  ['graphics desk maps', middle, opposite, sea, caravans, neighbours],
  // In Chinese, in both scripts.
  ['时钟', clockInChinese],
  ['為什麼全中國用同一個鐘', clockInChinese],
  ['帕米尔高原', clockInChinese],
  ['时区', clockInChinese],
  ['節氣', terms],
];

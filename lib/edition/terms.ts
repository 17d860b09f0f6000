/** The words by which a story can be told from others: a few, found without looking at any other story. */

/** What the words of a story are taken from. */
export type Worded = Readonly<{ headline: string; standfirst: string; kicker?: string; lang: string }>;

const most = 16;
/** Letters of the text that are looked at: what comes later in a long one repeats it. */
const farthest = 5_000;
/** In languages whose words have to be found first, which is slow. */
const farthestUnspaced = 600;

/** The most characteristic words, the most telling first, with a space between them. */
export function termsOf({ headline, standfirst, kicker = '', lang }: Worded, text: string): string {
  const counts = new Map<string, number>();
  const count = (words: string, weight: number) => {
    for (const word of wordsIn(words, lang)) counts.set(word, (counts.get(word) ?? 0) + weight);
  };
  count(`${headline}\n${kicker}`, inHeadline);
  count(standfirst, inStandfirst);
  count(text.slice(0, isUnspaced(lang) ? farthestUnspaced : farthest), 1);
  const telling = new Map<string, number>();
  for (const [word, found] of counts) {
    const term = termOf(word, lang);
    if (term) telling.set(term, (telling.get(term) ?? 0) + found);
  }
  return [...telling]
    .map(([term, found]) => ({ term, telling: Math.log1p(found) * lengthOf(term, lang) }))
    .sort((a, b) => b.telling - a.telling) // Equals stay in the order of the text.
    .slice(0, most)
    .map(({ term }) => term)
    .join(' ');
}

/** As often as so many times in the text. */
const inHeadline = 4;
const inStandfirst = 2;

/** Long words are rarer, in every language and without counting them. */
const lengthOf = (word: string, lang: string) => Math.sqrt(Math.min(word.length, isUnspaced(lang) ? 3 : 9));

const isUnspaced = (lang: string) => /^(zh|ja|th|lo|km|my)\b/.test(lang);

const segmenters = new Map<string, Intl.Segmenter>();

/** Every word of a text, in lower case. */
function* wordsIn(text: string, lang: string): Iterable<string> {
  const plain = text.normalize('NFKC').toLowerCase();
  if (!isUnspaced(lang)) {
    yield* plain.match(/\p{L}[\p{L}\p{M}\p{N}]*/gu) ?? [];
    return;
  }
  const segmenter = segmenters.get(lang) ?? new Intl.Segmenter(lang, { granularity: 'word' });
  segmenters.set(lang, segmenter);
  for (const { segment, isWordLike } of segmenter.segment(plain)) if (isWordLike) yield segment;
}

/** What a word is compared by, English ones in the singular; nothing if it says nothing. */
function termOf(word: string, lang: string): string | undefined {
  if (word.length < 2) return undefined;
  if (isUnspaced(lang)) return /^[\p{N}.,]+$/u.test(word) ? undefined : word;
  const isLatin = word.charCodeAt(0) < 0x2e80;
  if (!isLatin) return word;
  if (!/^en\b/.test(lang)) return word.length > 3 ? word : undefined;
  return word.length > 2 && !functionWords.has(word) ? singular(word) : undefined;
}

/** Near enough for comparing: what it makes of `gas` it makes of it everywhere. */
function singular(word: string): string {
  if (word.length < 4 || !word.endsWith('s') || /[sui]s$/.test(word)) return word;
  return word.endsWith('ies') ? `${word.slice(0, -3)}y` : word.slice(0, -1);
}

/** English words that hold sentences together and tell nothing of what they are about. */
const functionWords = new Set(
  `about above across after again against all almost along already also although always among and another any anyone
  anything are around asked because become been before behind being below beside between beyond both but called came
  can cannot come could did does doing done down during each either else enough even ever every everybody everything
  few first for found from gave get give given goes gone had half has have having her here hers him his how however
  into its itself just kept know known last later least less let like long made make makes many may might more most
  much must near neither never next nobody none nor not nothing now off often once one ones only other others our out
  over own part people per place put quite rather said same say says see seen several shall she should since some
  somebody something soon still such take taken than that the their them then there these they thing things third
  this those though three through thus till times together told too took toward towards two under until upon use
  used using one two three four five six seven eight nine ten eleven twelve hundred thousand half quarter second january
  february march april may june july august september october november december very was way well went were what whatever when where whether which while who whole whom whose why will
  with within without would write written year years yet you your`.split(/\s+/),
);

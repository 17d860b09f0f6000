/** What the page of a story's history shows: each version that readers saw, when it came, what changed and why. */

import { type Change, changesIn, isSame, type Run, runsIn } from '#lib/content/difference.ts';
import { checkFile, storyOf } from '#lib/content/file.ts';
import { fold } from '#lib/content/imprint.ts';
import { typeset } from '#lib/content/typography.ts';
import { type Words, wordsIn, wordsOf } from '#lib/content/words.ts';
import type { KeptHistory, KeptVersion } from '#lib/edition/history.ts';
import type { Correction, Story } from '#lib/edition/model.ts';

export type HistoryView = Readonly<{
  /** Newest first; at least the present one. */
  versions: readonly VersionView[];
}>;

export type VersionView = Readonly<{
  /** By which a link leads to it. */
  id: string;
  /** When readers first saw it, if that is known. */
  at?: string;
  isPresent: boolean;
  /** Corrections and the note of an update that came with it. */
  corrections: readonly Correction[];
  note?: string;
}> &
  Shown;

type Shown = Readonly<
  | { shows: 'first' }
  | { shows: 'changes'; changes: Changes; words: number }
  /** Its words can't be read, or those of the version before it. */
  | { shows: 'nothing'; because: 'unreadable' | 'before-unreadable' | 'before-withheld' }
  | { shows: 'withheld'; reason?: string }
>;

export type Changes = Readonly<{
  headline?: readonly Run[];
  standfirst?: readonly Run[];
  caption?: readonly Run[];
  text?: readonly Change[];
}>;

/** A version as it was read; a withheld one has nothing but its instant and the reason. */
type Version = Readonly<{
  at?: string;
  words?: Words;
  withheld?: Readonly<{ reason?: string }>;
  corrections: readonly Correction[];
  note?: string;
}>;

export function historyView(story: Story, kept: KeptHistory | undefined, siteLang: string): HistoryView {
  const present: Version = {
    at: kept ? kept.at : firstSeen(story),
    words: wordsOf(story),
    corrections: story.corrections,
    note: story.updateNote,
  };
  const earlier = (kept?.earlier ?? []).map((each) => versionOf(each, story, siteLang));
  const versions = withoutRepeats([present, ...earlier]);
  return {
    versions: versions.map((version, index): VersionView => {
      const before = versions[index + 1];
      const isPresent = index === 0;
      return {
        id: version.at === undefined ? 'v-present' : `v-${version.at.replace(/[-:]|\.\d+/g, '')}`,
        at: version.at,
        isPresent,
        ...(version.withheld ? { corrections: [] } : reasonsOf(version, before)),
        ...shownOf(version, before, story.lang),
      };
    }),
  };
}

/** Its embargo is over, or its page wouldn't be there. */
function firstSeen({ publishedAt, embargoUntil = publishedAt }: Story): string {
  return Date.parse(embargoUntil) > Date.parse(publishedAt) ? embargoUntil : publishedAt;
}

function versionOf(kept: KeptVersion, { file }: Story, siteLang: string): Version {
  if ('withheld' in kept)
    return {
      at: kept.at,
      corrections: [],
      withheld: kept.reason === undefined ? {} : { reason: kept.reason },
    };
  const checked = checkFile(file, Buffer.from(kept.source), siteLang);
  const { corrections = [], updateNote, lang = siteLang } = storyOf(checked);
  return {
    at: kept.at,
    words: wordsIn(checked, siteLang),
    corrections: corrections
      .filter((each) => each?.at !== undefined && each.wrong && each.right)
      .map(({ at, wrong, right }) => ({ at, wrong: typeset(wrong, lang), right: typeset(right, lang) })),
    ...(updateNote === undefined ? {} : { note: typeset(updateNote, lang) }),
  };
}

/** A version that says what the one before it said, with nothing to tell of it, is the one before it. */
function withoutRepeats(versions: readonly Version[]): Version[] {
  const oldestFirst: Version[] = [];
  for (const version of versions.toReversed()) {
    const before = oldestFirst.at(-1);
    if (before && isRepeat(version, before))
      oldestFirst[oldestFirst.length - 1] = { ...version, at: before.at };
    else oldestFirst.push(version);
  }
  return oldestFirst.reverse();
}

function isRepeat(version: Version, before: Version): boolean {
  const { corrections, note } = reasonsOf(version, before);
  if (!version.words?.text || !before.words?.text || corrections.length > 0 || note !== undefined)
    return false;
  return isEveryWord(version.words, before.words);
}

function isEveryWord(one: Words, other: Words): boolean {
  const all = ({ headline = '', standfirst = '', caption = '', text = [] }: Words) =>
    [headline, standfirst, caption, ...text].join('\n');
  return isSame(all(one), all(other));
}

function reasonsOf(version: Version, before: Version | undefined) {
  const had = new Set(before?.corrections.map(textOf));
  const isKnown = before !== undefined && !before.withheld;
  return {
    corrections: isKnown ? version.corrections.filter((each) => !had.has(textOf(each))) : [],
    ...(isKnown && version.note !== undefined && !isSame(version.note, before.note ?? '')
      ? { note: version.note }
      : {}),
  };
}

const textOf = ({ at, wrong, right }: Correction) => fold(`${Date.parse(at)} ${wrong} ${right}`);

function shownOf(version: Version, before: Version | undefined, lang: string): Shown {
  if (version.withheld) return { shows: 'withheld', ...version.withheld };
  if (!before) return { shows: 'first' };
  if (before.withheld) return { shows: 'nothing', because: 'before-withheld' };
  const changes = changesBetween(before.words ?? {}, version.words ?? {}, lang);
  const isUnread = !version.words?.text || !before.words?.text;
  if (isUnread && Object.keys(changes).length === 0)
    return { shows: 'nothing', because: version.words?.text ? 'before-unreadable' : 'unreadable' };
  return { shows: 'changes', changes, words: changedWords(changes) };
}

function changesBetween(before: Words, after: Words, lang: string): Changes {
  const line = (name: 'headline' | 'standfirst' | 'caption') => {
    const [was = '', is = ''] = [before[name], after[name]];
    return isSame(was, is) ? {} : { [name]: runsIn(was, is, lang) };
  };
  const text = before.text && after.text ? changesIn(before.text, after.text, lang) : [];
  const hasText = text.some((change) => 'runs' in change);
  return { ...line('headline'), ...line('standfirst'), ...line('caption'), ...(hasText ? { text } : {}) };
}

/** How many words came or went. */
function changedWords({ text = [], ...lines }: Changes): number {
  const runs = [
    ...Object.values(lines),
    ...text.map((change) => ('runs' in change ? change.runs : [])),
  ].flat();
  const changed = runs.filter(({ kind }) => kind !== 'same').map((run) => run.text);
  return changed
    .join(' ')
    .split(/\s+/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}

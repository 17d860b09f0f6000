import { renameSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { Repository, type Written } from '#lib/history/history.test.repository.ts';
import { newsroom } from '../../cli/main.test.run.ts';
import { ContentFolder } from './check.ts';

// Loading Contentlayer takes seconds on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const at = Date.parse('2026-11-24T12:00:00Z');
const seen: Written = {
  headline: 'Five dogs',
  lead: undefined,
  body: 'Five dogs bark.\n\nThe second.\n\n<Note label="Note">\n\nOf the desk.\n\n</Note>',
};

let paper: Repository;
let folder: ContentFolder;
beforeAll(() => {
  paper = new Repository();
  folder = new ContentFolder(paper);
  paper.save(seen);
  paper.commit('2026-11-20T09:00:00Z');
});
afterAll(async () => {
  await folder.close();
  paper.remove();
});
beforeEach(() => {
  paper.git('checkout', '-q', '-f', 'main');
  paper.git('clean', '-q', '-f', '-d');
});

/** What the check says of a story that was `before` in git and is `now` in the folder. */
async function said(now: Written, before?: Written, more: Parameters<ContentFolder['check']>[0] = {}) {
  if (before) {
    paper.git('checkout', '-q', '-f', '-B', 'other', 'main');
    paper.save(before);
    paper.commit('2026-11-21T09:00:00Z');
  }
  paper.save(now);
  const { problems } = await folder.check({ at, ...more });
  return problems.map(({ file, line, column, field = '', what, mend }) =>
    `${file.split('/').at(-1)}:${line}:${column} ${field} ${what} | ${mend}`.replace('  ', ' '),
  );
}

const silent = 'other words than readers have seen, and nothing tells them:';
const remedy =
  'add updatedAt: 2026-11-24T12:00:00Z (updateNote can say what is new), or a correction of what was wrong';

describe('a silent edit is a problem, with its line and what became what', () => {
  test.for<[string, Written, string]>([
    [
      'in the headline',
      { headline: 'Six dogs' },
      `a-story.mdx:3:11 headline has ${silent} “Five” became “Six”`,
    ],
    [
      'in the standfirst',
      { standfirst: 'Another one.' },
      `a-story.mdx:4:13 standfirst has ${silent} “A standfirst” became “Another one”`,
    ],
    [
      'in the text',
      { body: seen.body?.replace('second', 'third') },
      `a-story.mdx:15:1 the text has ${silent} “second” became “third”`,
    ],
    [
      'a paragraph more',
      { body: `${seen.body}\n\nMore.` },
      `a-story.mdx:23:1 the text has ${silent} “More.” is new`,
    ],
    [
      'a paragraph less',
      { body: seen.body?.replace('The second.\n\n', '') },
      `a-story.mdx:15:1 the text has ${silent} “The second.” became “Note”`,
    ],
    [
      'in what a component says',
      { body: seen.body?.replace('label="Note"', 'label="Remark"') },
      `a-story.mdx:17:1 the text has ${silent} “Note” became “Remark”`,
    ],
    [
      'a comma',
      { body: seen.body?.replace('dogs bark', 'dogs, bark') },
      `a-story.mdx:13:1 the text has ${silent} “,” is new`,
    ],
  ])('%s', async ([, change, what]) => {
    expect(await said({ ...seen, ...change })).toEqual([`${what} | ${remedy}`]);
  });

  test('also in a file that was renamed', async () => {
    renameSync(paper.fileOf('a-story'), paper.fileOf('another-name'));
    const { problems } = await folder.check({ at });
    expect(problems).toEqual([]);
    paper.save({ ...seen, headline: 'Six dogs' }, 'another-name');
    expect((await folder.check({ at })).problems.map(({ field }) => field)).toEqual(['headline']);
  });
});

const six = { ...seen, headline: 'Six dogs' };
const correction = '[{ at: 2026-11-24T10:00:00Z, wrong: five, right: six }]';

describe('no problem', () => {
  test.for<[string, Written, Written?]>([
    ['an update', { ...six, updatedAt: '2026-11-24T10:00:00Z' }],
    [
      'a later update',
      { ...six, updatedAt: '2026-11-24T10:00:00Z' },
      { ...seen, updatedAt: '2026-11-23T10:00:00Z' },
    ],
    ['a correction', { ...six, corrections: correction }],
    [
      'form: quotes, dashes, emphasis, spaces, a link, paragraphs',
      {
        ...seen,
        body: 'Five  *dogs*\n[bark](https://example.org/).\nThe second.\n\n<Note label="Note">\n\nOf the **desk**.\n\n</Note>',
      },
    ],
    [
      'topics, a short headline, sources',
      { ...seen, topics: '[]', shortHeadline: 'Dogs', sources: '[{ title: Dogs }]' },
    ],
    ['a draft', { ...six, status: 'draft' }, { ...seen, status: 'draft' }],
    ['a draft that is published', six, { ...seen, status: 'draft' }],
    ['a story that was taken back', { ...six, status: 'withdrawn', withdrawnReason: 'Wrong.' }],
    [
      'a story that nobody has seen yet',
      { ...six, embargoUntil: '2026-11-25T00:00:00Z' },
      { ...seen, embargoUntil: '2026-11-25T00:00:00Z' },
    ],
    ['a version in git that can’t be read', six, { ...seen, headline: '"Not closed' }],
  ])('%s', async ([, now, before]) => {
    expect(await said(now, before)).toEqual([]);
  });

  test('an update that was there before tells nothing', async () => {
    const updated = { updatedAt: '2026-11-23T10:00:00Z', corrections: correction };
    expect(await said({ ...six, ...updated }, { ...seen, ...updated })).toHaveLength(1);
  });

  test('a new entry of a live story; but not other words in an old one', async () => {
    const entry = (time: string, text: string) =>
      `<Entry at="2026-11-20T${time}:00Z">\n\n${text}\n\n</Entry>`;
    const live = { ...seen, kind: 'live', body: entry('09:30', 'First.') };
    expect(await said({ ...live, body: `${entry('10:30', 'Second.')}\n\n${live.body}` }, live)).toEqual([]);
    expect(await said({ ...live, body: entry('09:30', 'Other.') }, live)).toHaveLength(1);
  });

  test('what a takedown leaves as it is, and what a desk’s command would write', async () => {
    await folder.check({ at });
    const published = folder.sources;
    const only = new Set(['stories/2026/11/a-story.mdx']);
    expect(await said(six, undefined, { only, published })).toEqual([]);
    expect(await said(six, undefined, { instead: new Map([['stories/2026/11/x.mdx', undefined]]) })).toEqual(
      [],
    );
    expect(await said(six, undefined, { except: new Set(['a-story']), published })).toEqual([]);
  });
});

describe('newsroom check', () => {
  const run = (...argv: string[]) =>
    newsroom(['check', ...argv], { env: { CONTENT_DIR: paper.contentDir, DATA_DIR: paper.dataDir } });

  test('--against compares with where a proposal begins, whatever was committed since', async () => {
    paper.git('checkout', '-q', '-B', 'proposal', 'main');
    paper.save({ ...seen, headline: 'Six dogs' });
    paper.commit('2026-11-21T09:00:00Z');
    expect(await run()).toMatchObject({ status: 0 });
    const { status, stdout } = await run('--against', 'main');
    expect([status, stdout]).toEqual([
      1,
      expect.stringContaining(`headline  has ${silent} “Five” became “Six”`),
    ]);
    expect(await run('--against', 'nowhere')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('git can’t compare with nowhere'),
    });
  });

  test('a redaction that names no version says which there are', async () => {
    paper.git('checkout', '-q', '-B', 'redacted', 'main');
    const updated = { ...six, updatedAt: '2026-11-21T09:00:00Z' };
    paper.save(updated);
    paper.commit('2026-11-21T09:00:00Z');
    const redact = (version: string) =>
      paper.save({ ...updated, redactions: `[{ ${version}, reason: A name. }]` });
    redact('commit: abcdef0');
    const { status, stdout } = await run();
    expect(status).toBe(1);
    expect(stdout).toMatch(
      /a-story\.mdx:\d+:\d+ {2}redactions\.0 {2}no earlier version of this story is of abcdef0\n {4}earlier versions are of 2026-11-20T09:00:00\.000Z/,
    );
    redact('at: 2026-11-20T17:00+08:00');
    expect(await run()).toMatchObject({ status: 0 });
  });
});

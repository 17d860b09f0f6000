import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { folderOf, goodFolder, put, storiesFolder, story } from '#lib/content/check.test.folder.ts';
import { fieldsOf } from '#lib/desk/fields.ts';
import { newsroom as run } from './main.test.run.ts';

// Each command loads Contentlayer to check what would come of it.
vi.setConfig({ testTimeout: 120_000 });

const at = (slug: string) => `${storiesFolder}/${slug}.mdx`;
const linking = story('linking', {
  add: ['related: [good-story] # see there'],
  body: 'As [we told](/articles/good-story#part-1) you.',
}).replaceAll('\n', '\r\n');

let contentDir = '';
let dataDir = '';
beforeAll(() => {
  dataDir = folderOf({});
});
afterAll(() => {
  rmSync(dataDir, { recursive: true, force: true });
  rmSync(contentDir, { recursive: true, force: true });
});
function begin(more: Record<string, string> = {}): void {
  rmSync(contentDir || '/nowhere', { recursive: true, force: true });
  contentDir = folderOf({ ...goodFolder(), [at('linking')]: linking, ...more });
}

const newsroom = (...argv: string[]) => run(argv, { env: { CONTENT_DIR: contentDir, DATA_DIR: dataDir } });
const read = (file: string) => readFileSync(path.join(contentDir, file), 'utf8');
/** Every file with its text: to see that nothing changed, and that nothing is left lying about. */
const held = () =>
  Object.fromEntries(
    (readdirSync(contentDir, { recursive: true, withFileTypes: true }) as import('node:fs').Dirent[])
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name))
      .map((file) => [path.relative(contentDir, file), readFileSync(file, 'utf8')]),
  );

describe('newsroom rename', () => {
  beforeAll(() => begin());

  test('moves the file, notes the old slug, and corrects what names it; what is renamed passes the check', async () => {
    const before = held();
    const dry = await newsroom('rename', 'good-story', 'better-story', '--dry-run');
    expect(dry).toMatchObject({ status: 0, stderr: '' });
    expect(dry.stdout).toContain('good-story.mdx → ');
    expect(dry.stdout).toContain('   11 + formerly: [old-name, good-story]');
    expect(dry.stdout).toContain('Nothing was written.');
    expect(held()).toEqual(before);

    const { status, stdout, stderr } = await newsroom('rename', 'good-story', 'better-story');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('/articles/good-story will lead to /articles/better-story.');
    expect(stdout).toContain('Now run: npx newsroom publish');
    const after = { ...before };
    const old = after[at('good-story')] ?? '';
    delete after[at('good-story')];
    after[at('better-story')] = old.replace('[old-name]', '[old-name, good-story]');
    after[at('linking')] = linking
      .replace('[good-story]', '[better-story]')
      .replace('/articles/good-story#', '/articles/better-story#');
    expect(held()).toEqual(after);
    expect(await newsroom('check')).toMatchObject({ status: 0 });
  });

  test('back to an old slug takes that out of the old ones', async () => {
    const { status, stdout } = await newsroom('rename', 'better-story', 'good-story', '--json');
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      slug: 'good-story',
      formerly: 'better-story',
      written: true,
      files: [
        { file: path.join(contentDir, at('good-story')), from: path.join(contentDir, at('better-story')) },
        { file: path.join(contentDir, at('linking')) },
      ],
    });
    expect(fieldsOf(read(at('good-story'))).formerly).toEqual(['old-name', 'better-story']);
    expect(read(at('linking'))).toBe(linking);
  });

  test.each([
    [['rename', 'good-stori', 'x'], 1, 'There is no story "good-stori". Did you mean good-story?'],
    [['rename', 'old-name', 'x'], 1, 'There is no story "old-name": it is good-story now.'],
    [['rename', 'linking', 'expiring'], 1, 'There is a story expiring already.'],
    [['rename', 'linking', 'old-name'], 1, '"old-name" was the slug of good-story'],
    [['rename', 'linking', 'Two--Words'], 1, '"Two--Words" is not a slug'],
    [['rename', 'linking', 'linking'], 1, 'Its slug is linking already.'],
    [['rename', 'linking'], 2, 'Name the slug it has and the slug it gets.'],
  ])('%j is refused, and nothing is changed', async (argv, code, says) => {
    const before = held();
    const { status, stderr } = await newsroom(...argv);
    expect(status).toBe(code);
    expect(stderr).toContain(says);
    expect(held()).toEqual(before);
  });

  test('a file that can’t be corrected is named, and nothing is changed', async () => {
    put(contentDir, at('odd'), story('odd', { body: '> [a\n> b](\n> /articles/good-story)' }));
    const before = held();
    const { status, stderr } = await newsroom('rename', 'good-story', 'x');
    expect(status).toBe(1);
    expect(stderr).toContain('odd.mdx: line 13 links to it');
    expect(held()).toEqual(before);
  });
});

describe('newsroom takedown and restore', () => {
  const reason = 'Its #1 figure was wrong: we can’t mend it.';
  beforeAll(() => begin({ [at('broken')]: story('broken', { change: { kind: 'kind: newz' } }) }));

  test('a story is withdrawn whatever is wrong elsewhere, and no text links to it any more', async () => {
    const takedown = ['takedown', 'good-story', '--reason', reason, '--legal'];
    const before = held();
    const dry = await newsroom(...takedown, '--dry-run');
    expect(dry.status).toBe(0);
    expect(dry.stdout).toContain('   10 - status: published\n   10 + status: withdrawn\n');
    expect(held()).toEqual(before);

    const { status, stdout, stderr } = await newsroom(...takedown);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('their words stay');
    const fields = fieldsOf(read(at('good-story')));
    expect(fields).toMatchObject({ status: 'withdrawn', withdrawnReason: reason, withdrawnLegal: true });
    expect(fields.withdrawnAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00$/);
    expect(Math.abs(Date.parse(String(fields.withdrawnAt)) - Date.now())).toBeLessThan(60_000);
    expect(read(at('linking'))).toBe(linking.replace('[we told](/articles/good-story#part-1)', 'we told'));
    const { problems } = JSON.parse((await newsroom('check', '--json')).stdout);
    expect(problems).toHaveLength(1);
  });

  test('a second time is refused', async () => {
    const before = held();
    const { status, stderr } = await newsroom('takedown', 'good-story', '--reason', 'Again.');
    expect(status).toBe(1);
    expect(stderr).toContain('The story is withdrawn already. Nothing was changed.');
    expect(held()).toEqual(before);
  });

  test('restored, the story’s file is byte for byte what it was', async () => {
    const { status, stdout } = await newsroom('restore', 'good-story', '--json');
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ slug: 'good-story', written: true });
    expect(read(at('good-story'))).toBe(goodFolder()[at('good-story')]);
  });

  test('a story whose return would break something stays withdrawn, with the problem named', async () => {
    put(
      contentDir,
      at('bad-link'),
      story('bad-link', {
        change: { status: 'status: withdrawn' },
        add: ['withdrawnReason: X.'],
        body: 'See [it](/articles/a-draft).',
      }),
    );
    const before = held();
    const { status, stderr } = await newsroom('restore', 'bad-link');
    expect(status).toBe(1);
    expect(stderr).toContain('/articles/a-draft leads to a story that is a draft');
    expect(stderr).toContain('1 problem would come of it. Nothing was changed.');
    expect(held()).toEqual(before);
  });

  test.each([
    [['takedown', 'good-stori', '--reason', 'X.'], 1, 'Did you mean good-story?'],
    [['takedown', 'a-draft', '--reason', 'X.'], 1, 'The story is a draft: nobody has seen it.'],
    [['takedown', 'good-story'], 2, 'Say why: --reason TEXT'],
    [['takedown', 'good-story', '--reason', '  '], 2, 'Say why: --reason TEXT'],
    [['takedown', 'good-story', '--reason', 'x'.repeat(501)], 2, 'The reason has 501 characters'],
    [
      ['takedown', 'good-story', '--reason', 'A \u202e sign'],
      1,
      '1 problem would come of it. Nothing was changed.',
    ],
    [['takedown', '--reason', 'X.'], 2, 'Name one story.'],
    [['restore', 'good-story'], 1, 'The story is not withdrawn: its status is published.'],
    [['restore', 'a', 'b'], 2, 'Name one story.'],
  ])('%j is refused, and nothing is changed', async (argv, code, says) => {
    const before = held();
    const { status, stderr } = await newsroom(...argv);
    expect(status).toBe(code);
    expect(stderr).toContain(says);
    expect(held()).toEqual(before);
  });

  test('a link that only a person should take out is named, and the story is withdrawn all the same', async () => {
    put(contentDir, at('odd'), story('odd', { body: '> [a\n> b](\n> /articles/expiring)' }));
    put(contentDir, at('not-text'), Buffer.from([0x2d, 0xff, ...Buffer.from('/articles/expiring')]));
    const { status, stdout, stderr } = await newsroom('takedown', 'expiring', '--reason', 'X.');
    expect(status).toBe(1);
    expect(stdout).not.toContain('newsroom publish');
    expect(stderr).toContain('odd.mdx: line 13 links to it in a way that only a person should change');
    expect(stderr).toContain('Mend this, or nothing else can be published.');
    expect(fieldsOf(read(at('expiring'))).status).toBe('withdrawn');
  });

  test('a file that nobody can edit is named', async () => {
    put(contentDir, at('braces'), '---\n{id: braces, status: published}\n---\n\nText.\n');
    const { status, stderr } = await newsroom('takedown', 'braces', '--reason', 'X.');
    expect(status).toBe(1);
    expect(stderr).toContain(`${at('braces')} can’t be edited: its fields don’t stand on lines of their own`);
  });
});

describe('newsroom preview', () => {
  beforeAll(() => begin());

  test.each([
    [['good-stori'], 1, 'There is no story "good-stori". Did you mean good-story?'],
    [['good-story', '--hours', 'many'], 2, '--hours is a number up to 720.'],
    [['good-story', '--hours', '721'], 2, '--hours is a number up to 720.'],
    [[], 2, 'Name one story.'],
  ])('%j is refused', async (argv, code, says) => {
    const { status, stderr } = await newsroom('preview', ...argv);
    expect(status).toBe(code);
    expect(stderr).toContain(says);
  });
});

describe('newsroom new', () => {
  beforeAll(() => begin());
  const good = [
    '--headline',
    'Why: the #1 “Ürümqi” clock',
    '--standfirst',
    'One line.',
    '--section',
    'china',
    '--author',
    'desk',
  ];

  test('writes a draft that passes the check, and says what comes next', async () => {
    const { status, stdout, stderr } = await newsroom('new', ...good, '--topic', 'time');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const [file = '', ...next] = stdout.split('\n');
    expect(path.relative(contentDir, file)).toMatch(/^stories\/\d{4}\/\d\d\/why-the-1-urumqi-clock\.mdx$/);
    expect(next.join('\n')).toContain('npm run dev');
    expect(fieldsOf(readFileSync(file, 'utf8'))).toMatchObject({
      id: 'why-the-1-urumqi-clock',
      headline: 'Why: the #1 “Ürümqi” clock',
      kind: 'news',
      topics: ['time'],
      authors: ['desk'],
      status: 'draft',
    });
    expect((await newsroom('check')).stdout).toBe('12 files, no problem.\n');
  });

  test('tells other programs what it wrote, or would have', async () => {
    const argv = [...good, '--slug', 'other', '--lang', 'zh-Hans', '--json'];
    const { status, stdout } = await newsroom('new', ...argv, '--dry-run');
    expect(status).toBe(0);
    const said = JSON.parse(stdout);
    expect(said).toMatchObject({ slug: 'other', id: 'other', written: false });
    expect(existsSync(said.file)).toBe(false);
  });

  test.each([
    [['--headline', 'One'], 2, 'These are missing: --standfirst, --section, --author'],
    [
      [...good, '--headline', '北京'],
      2,
      'These are missing: --slug (the headline has letters of another script), --lang',
    ],
    [
      [...good, '--section', 'chnia'],
      1,
      'There is no section "chnia". Did you mean china? There are: china.',
    ],
    [[...good, '--author', 'dsk'], 1, 'There is no author "dsk". Did you mean desk?'],
    [[...good, '--topic', 'tiem'], 1, 'There is no topic "tiem". Did you mean time?'],
    [[...good, '--kind', 'explainr'], 1, 'Did you mean explainer?'],
    [[...good, '--headline', 'Good story'], 1, 'There is a story good-story already. Give another: --slug.'],
    [[...good, '--slug', 'old-name'], 1, '"old-name" was the slug of good-story'],
    [[...good, '--slug', '../../escape'], 1, '"../../escape" is not a slug'],
    [[...good, '--slug', 'x', '--lang', 'xx-Nope-Nope'], 1, '"xx-Nope-Nope" is not a language'],
    [[...good, '--headline', 'x'.repeat(111)], 1, 'The headline has 111 characters; shorten it to 110.'],
    [
      [...good, '--slug', 'x', '--standfirst', 'A \u202E sign'],
      1,
      'a bidirectional control character (U+202E)',
    ],
  ])('%j is refused, and nothing is written', async (argv, code, says) => {
    const before = held();
    const { status, stderr } = await newsroom('new', ...argv);
    expect(status).toBe(code);
    expect(stderr).toContain(says);
    expect(held()).toEqual(before);
  });
});

import { rmSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { bodyOf } from '#lib/edition/keep.ts';
import { folderOf, goodFolder, put, storiesFolder, story } from './check.test.folder.ts';
import { ContentFolder } from './check.ts';

// Loading Contentlayer takes seconds on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

const at = Date.parse('2026-11-24T12:00:00Z');
const place = { contentDir: '', dataDir: '' };
let folder: ContentFolder;

beforeAll(() => {
  place.contentDir = folderOf({});
  place.dataDir = folderOf({});
  folder = new ContentFolder(place);
});
afterAll(async () => {
  await folder.close();
  for (const each of Object.values(place)) rmSync(each, { recursive: true });
});
beforeEach(() => {
  rmSync(place.contentDir, { recursive: true });
  for (const [file, content] of Object.entries(files())) put(place.contentDir, file, content);
});

const fileOf = (slug: string) => `${storiesFolder}/${slug}.mdx`;
const files = () => ({
  ...goodFolder(),
  [fileOf('tides')]: story('tides', { body: 'The sea.' }),
  [fileOf('moons')]: story('moons', { body: 'The moon.' }),
});
const save = (slug: string, body: string) => put(place.contentDir, fileOf(slug), story(slug, { body }));
const storyIn = (content: Awaited<ReturnType<ContentFolder['check']>>['content'], slug: string) =>
  content?.stories.find((each) => each.slug === slug);
const textIn = (...of: Parameters<typeof storyIn>) => {
  const found = storyIn(...of);
  return found && bodyOf(found).text;
};

test('a story that is saved is another, all others are the objects they were', async () => {
  const before = await folder.check({ at });
  save('tides', 'The sea rises.');
  const looked: number[] = [];
  const after = await folder.check({ at, onProgress: (_, all) => looked.push(all) });
  expect(looked).toEqual([1]);
  expect(textIn(after.content, 'tides')).toBe('The sea rises.');
  for (const { slug } of after.content?.stories ?? [])
    expect(storyIn(after.content, slug) === storyIn(before.content, slug), slug).toBe(slug !== 'tides');
});

/** As old as that, a file is taken to be as its times say. */
const longAgo = new Date('2026-11-01T00:00:00Z');

test('told which files alone were written anew it looks at no other', async () => {
  for (const slug of ['tides', 'moons'])
    utimesSync(path.join(place.contentDir, fileOf(slug)), longAgo, longAgo);
  vi.setSystemTime(Date.now() + 10_000);
  await folder.check({ at });
  vi.useRealTimers();
  save('tides', 'The sea rises.');
  save('moons', 'The moon sets.');
  const told = await folder.check({ at, touched: new Set([fileOf('tides')]) });
  expect(textIn(told.content, 'tides')).toBe('The sea rises.');
  expect(textIn(told.content, 'moons')).toBe('The moon.');
  expect(textIn((await folder.check({ at })).content, 'moons')).toBe('The moon sets.');
});

test('after a check that left files out it looks at all of them', async () => {
  await folder.check({ at });
  save('moons', 'The moon sets.');
  await folder.check({ at, except: new Set(['moons']), published: folder.sources });
  const after = await folder.check({ at, touched: new Set([fileOf('tides')]) });
  expect(textIn(after.content, 'moons')).toBe('The moon sets.');
});

test('a file that is written twice within a moment is read twice', async () => {
  for (const body of ['Once.', 'Also.', 'Then.']) {
    save('tides', body);
    expect(textIn((await folder.check({ at })).content, 'tides')).toBe(body);
  }
});

test('a file that is saved half is a problem, and none when it is whole', async () => {
  const whole = story('tides', { body: 'The sea.' });
  put(place.contentDir, fileOf('tides'), whole.slice(0, whole.length / 2));
  const { problems, content } = await folder.check({ at });
  expect(problems.length).toBeGreaterThan(0);
  expect(content).toBeUndefined();
  put(place.contentDir, fileOf('tides'), whole);
  expect((await folder.check({ at })).problems).toEqual([]);
});

/** While a check is at work, after the first file and before the story. */
async function meanwhile(then: () => void) {
  put(place.contentDir, 'topics/time.yml', `name: Time\ndescription: ${Math.random()}.\n`);
  return folder.check({ at, onProgress: (done) => done === 1 && then() });
}

test.each<[string, string, () => void]>([
  ['deleted', 'was taken away while it was read', () => rmSync(path.join(place.contentDir, fileOf('tides')))],
  ['saved anew', 'was saved while it was read', () => save('tides', 'The sea falls.')],
])(
  'a story that is %s while it is read is a problem, and the next check takes it as it is by then',
  async (how, what, then) => {
    await folder.check({ at });
    const text = `The sea was ${how}.`;
    save('tides', text);
    const { problems, content } = await meanwhile(then);
    expect(problems.map((each) => [path.basename(each.file), each.what])).toEqual([['tides.mdx', what]]);
    expect(content).toBeUndefined();
    const after = await folder.check({ at });
    expect(after.problems).toEqual([]);
    expect(textIn(after.content, 'tides')).toBe(how === 'deleted' ? undefined : 'The sea falls.');
    save('tides', text);
    expect(textIn((await folder.check({ at })).content, 'tides')).toBe(text);
  },
);

test('an excepted story stays as it was published, faults or not; one that never was is left out', async () => {
  await folder.check({ at });
  const published = folder.sources;
  save('tides', '<Unknown/>');
  put(place.contentDir, fileOf('moons'), story('moons', { body: 'The new moon.' }));
  put(place.contentDir, fileOf('comets'), 'no story at all');
  expect((await folder.check({ at })).content).toBeUndefined();
  const except = new Set(['tides', 'comets']);
  const { content, problems } = await folder.check({ at, except, published });
  expect(problems).toEqual([]);
  expect(textIn(content, 'tides')).toBe('The sea.');
  expect(textIn(content, 'moons')).toBe('The new moon.');
  expect(storyIn(content, 'comets')).toBeUndefined();
});

test('what was published can be looked at again, whatever the folder holds by now, by another process too', async () => {
  await folder.check({ at });
  const published = folder.sources;
  save('tides', 'Half a sent');
  rmSync(path.join(place.contentDir, fileOf('moons')));
  await folder.check({ at });
  const later = new ContentFolder(place);
  for (const each of [folder, later]) {
    const { content } = await each.checkAgain(published, at);
    expect(textIn(content, 'tides')).toBe('The sea.');
    expect(textIn(content, 'moons')).toBe('The moon.');
  }
  rmSync(path.join(place.dataDir, 'checked'), { recursive: true });
  await expect(new ContentFolder(place).checkAgain(published, at)).rejects.toThrow('is gone from the cache');
});

test('where nothing can be laid out for Contentlayer that is told, and not as a fault of a file', async () => {
  await folder.check({ at });
  const stage = path.join(place.dataDir, 'stage');
  rmSync(stage, { recursive: true, force: true });
  writeFileSync(stage, '');
  save('tides', 'The sea stands.');
  await expect(folder.check({ at })).rejects.toMatchObject({ syscall: 'mkdir', path: expect.any(String) });
  rmSync(stage);
  save('tides', 'The sea.');
  expect(textIn((await folder.check({ at })).content, 'tides')).toBe('The sea.');
});

import { cpSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { pictures, put, storiesFolder, story } from '#lib/content/check.test.folder.ts';
import { ContentProblems } from '#lib/content/problem.ts';
import { liveName } from '#lib/edition/manifest.ts';
import { failingDisk, type Refusal } from './disk.test.failing.ts';
import {
  draftsIn,
  falls,
  missingFrom,
  newProject,
  type Project,
  pageAt,
  published,
  removeProject,
} from './press.test.project.ts';
import { Publisher } from './publisher.ts';

// Loading Contentlayer takes seconds on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

let project: Project;
let publisher: Publisher;
let said: string[];
let saves = 0;

beforeAll(async () => {
  project = newProject();
  const report = (line: string) => void said.push(line);
  publisher = new Publisher({ ...project, report });
});
beforeEach(async () => {
  said = [];
  save();
  await publisher.publish();
  said = [];
});
afterEach(() => vi.restoreAllMocks());
afterAll(async () => {
  await publisher.close();
  removeProject(project);
});

const nameOf = (slug: string) => `${storiesFolder}/${slug}.mdx`;
const write = (slug: string, text: string) => put(project.settings.contentDir, nameOf(slug), text);
const read = (slug: string) => readFileSync(path.join(project.settings.contentDir, nameOf(slug)), 'utf8');
const remove = (name: string) => rmSync(path.join(project.settings.contentDir, name));

/** Saves a story with a headline that was never there before; gives that. */
function save(slug = 'tides', add: readonly string[] = []): string {
  const headline = `Saved for the ${++saves}. time`;
  write(slug, published(story(slug, { change: { headline: `headline: ${headline}` }, add })));
  return headline;
}

/** A publish that should fail: why. What was live is live then, whole, and nothing half lies about. */
async function failure(): Promise<Error> {
  let live = liveName(project.settings.dataDir);
  const error = await publisher.publish().then(
    ({ name }) => {
      live = name;
      return new Error('It was published.');
    },
    (error: Error) => error,
  );
  expect(liveName(project.settings.dataDir)).toBe(live);
  expect(missingFrom(project)).toEqual([]);
  expect(draftsIn(project)).toEqual([]);
  return error;
}

/** The next publish puts live what is saved. */
async function heals(headline: string): Promise<void> {
  await publisher.publish();
  for (const address of ['/', '/feed.xml', '/articles/tides'])
    expect(pageAt(project, address), address).toContain(headline);
  expect(missingFrom(project)).toEqual([]);
}

test.each<[Refusal, RegExp, number]>([
  ['ENOSPC', /^The disk with \S+\/data is full; make room there\. What was live stays\.$/, 3],
  ['EROFS', /^\S+\/data\S* is on a disk that is read-only; make it writable\. What was live stays\.$/, 12],
  [
    'EACCES',
    /^\S+\/data\S* can’t be written; see whose it is and what they may do there\. What was live stays\.$/,
    12,
  ],
])(
  'a disk that refuses what is written (%s), from whichever write on: told of in a sentence, and the next publish is whole',
  async (code, says, step) => {
    let keeps = 0;
    for (; keeps < 200; keeps += step) {
      const headline = save();
      const disk = failingDisk(project.settings.dataDir, code, keeps);
      const error = await failure().finally(disk.mend);
      if (disk.refused() === 0) break;
      expect(error.message).toMatch(says);
      await heals(headline);
    }
    // It has failed at the first write, at the last, and on the way.
    expect(keeps).toBeGreaterThan(20);
  },
);

test('the first publish of all goes on from where the disk was full, without a new start', async () => {
  const dataDir = path.join(project.projectDir, '../first');
  cpSync(path.join(project.settings.dataDir, 'checked'), path.join(dataDir, 'checked'), { recursive: true });
  const first = { ...project, settings: { ...project.settings, dataDir } };
  const portal = new Publisher({ ...first, report: () => {} });
  let keeps = 0;
  for (let isMade = false; !isMade && keeps < 100; keeps++) {
    const disk = failingDisk(dataDir, 'ENOSPC', keeps);
    const message = await portal.publish().then(
      () => undefined,
      (error: Error) => error.message,
    );
    disk.mend();
    isMade = message === undefined;
    if (!isMade) expect(message).toMatch(/^The disk with \S+\/first is full; make room there\.$/);
  }
  await portal.close();
  expect(keeps).toBeGreaterThan(5);
  expect(missingFrom(first)).toEqual([]);
  expect(draftsIn(first)).toEqual([]);
});

test('an app that is killed while it renders is replaced by another', async () => {
  const headline = save();
  falls(project, 'rendering', 1);
  await heals(headline);
  expect(said).toContain('The app that renders fell over; another is started.');
});

test('an app that is killed again and again, or before it answers: told of in a sentence, and the next one is whole', async () => {
  const headline = save();
  falls(project, 'rendering', 100);
  expect((await failure()).message).toBe('The app stopped while it rendered. What was live stays.');
  falls(project, 'starting', 100);
  expect((await failure()).message).toBe('The app did not start. What was live stays.');
  falls(project, 'starting', 1);
  await heals(headline);
});

test('of two who publish at once one waits for the other, and both have what they saved', async () => {
  const other = new Publisher({ ...project, report: () => {} });
  const headline = save();
  const [first, second, third] = await Promise.all([
    publisher.publish(),
    other.publish(),
    publisher.publish(),
  ]);
  await other.close();
  expect([first, second, third].filter(({ isNew }) => isNew)).toHaveLength(1);
  expect(new Set([first.name, second.name, third.name])).toEqual(
    new Set([liveName(project.settings.dataDir)]),
  );
  expect(said).toContain('Another publish is at work; waiting for it.');
  await heals(headline);
});

test('a file that was saved half stops a publish, wherever it is cut; saved whole, it is published', async () => {
  const headline = save();
  const whole = read('tides');
  const inFields = whole.slice(0, whole.indexOf('\n---\n'));
  for (const text of ['', '---\n', inFields.slice(0, inFields.length / 2), inFields]) {
    write('tides', text);
    const error = await failure();
    expect(error, JSON.stringify(text)).toBeInstanceOf(ContentProblems);
    const { problems } = error as ContentProblems;
    expect(problems.map(({ file }) => path.basename(file))).toContain('tides.mdx');
    for (const { what, mend } of problems) expect(`${what} ${mend}`).not.toContain('report');
  }
  write('tides', whole);
  await heals(headline);
});

test('a story that is deleted while it is published goes out as it was checked, and is gone with the next publish', async () => {
  const headline = save('moons');
  whenChecked(() => remove(nameOf('moons')));
  await publisher.publish();
  expect(pageAt(project, '/articles/moons')).toContain(headline);
  expect(missingFrom(project)).toEqual([]);
  await publisher.publish();
  expect(pageAt(project, '/articles/moons')).toBeUndefined();
  expect(pageAt(project, '/')).not.toContain(headline);
});

test('a picture that is deleted while it is published stops the publish, and is named', async () => {
  put(project.settings.contentDir, `${storiesFolder}/wide.png`, (await pictures())['wide.png'] ?? '');
  save('moons', ['lead: {src: wide.png, alt: A moon, credit: B, rights: C}']);
  whenChecked(() => remove(`${storiesFolder}/wide.png`));
  expect((await failure()).message).toMatch(
    /^stories\/\S+\/wide\.png has gone since it was checked; publish again\. What was live stays\.$/,
  );
  expect(await failure()).toBeInstanceOf(ContentProblems);
  remove(nameOf('moons'));
  await heals(save());
});

test('a hold after a rollback stays until a publish succeeds', async () => {
  await publisher.rollback();
  const disk = failingDisk(project.settings.dataDir, 'EROFS', 10);
  save();
  await failure().finally(disk.mend);
  expect(disk.refused()).toBeGreaterThan(0);
  expect(publisher.isHeld).toBe(true);
  await heals(save());
  expect(publisher.isHeld).toBe(false);
});

test('a clock that is set back: what is live stays; the next publish goes by the clock as it is, and what was due is shown again at its instant', async () => {
  const real = Date.now;
  const now = real();
  let ahead = 0;
  vi.spyOn(Date, 'now').mockImplementation(() => real() + ahead);
  const at = new Date(now + 10 * 60_000).toISOString();
  const embargoed = save('moons', [`embargoUntil: ${at}`]);
  ahead = 20 * 60_000;
  await publisher.publish();
  const shown = () => pageAt(project, '/articles/moons')?.includes(embargoed) ?? false;
  expect(shown()).toBe(true);

  ahead = 0;
  publisher.start();
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(shown()).toBe(true);
  const headline = save();
  await heals(headline);
  expect(shown()).toBe(false);
  expect(said.join()).toMatch(
    /The clock was set back: it says .* What was due in between waits for its instant again\./,
  );

  ahead = 10 * 60_000;
  await vi.waitFor(() => expect(shown()).toBe(true), { timeout: 10_000 });
  remove(nameOf('moons'));
});

/** Does something as soon as the content is checked, before anything is rendered. */
function whenChecked(then: () => void): void {
  said.push = (line) => {
    if (!line.startsWith('Content checked')) return 0;
    said = [];
    then();
    return 0;
  };
}

import { once } from 'node:events';
import { readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { bodyOf } from '#lib/edition/keep.ts';
import type { Content, Problem } from '#lib/edition/model.ts';
import { bodyCases } from './check.test.bodies.ts';
import { componentCases } from './check.test.components.ts';
import { entryCases } from './check.test.entries.ts';
import { fieldCases } from './check.test.fields.ts';
import { byteCases, fileCases } from './check.test.files.ts';
import {
  type Files,
  folderOf,
  goodFolder,
  pictures,
  put,
  storiesFolder,
  story,
} from './check.test.folder.ts';
import { type CheckResult, checkContent } from './check.ts';

// Loading Contentlayer takes seconds on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

const at = Date.parse('2026-11-24T12:00:00Z');
const broken = path.join(import.meta.dirname, 'broken');
const slugOf = (name: string) => name.toLowerCase().replace(/[^a-z0-9]+/g, '-');

/** Every case as a file of its own, all in one folder. */
const cases = [
  ...fieldCases.map(({ name, says, change, add }) => ({
    name: `field: ${name}`,
    file: `${storiesFolder}/${slugOf(name)}.mdx`,
    content: story(slugOf(name).slice(0, 50), { change, add }),
    says,
  })),
  ...[...bodyCases, ...componentCases].map(({ name, says, body }) => ({
    name: `body: ${name}`,
    file: `${storiesFolder}/${slugOf(name)}.mdx`,
    content: story(`body-${slugOf(name)}`.slice(0, 50), { body }),
    says,
  })),
  ...entryCases.map(({ name, says, ...written }) => ({
    name: `entries: ${name}`,
    file: `${storiesFolder}/${slugOf(name)}.mdx`,
    content: story(`live-${slugOf(name)}`.slice(0, 50), written),
    says,
  })),
  ...fileCases.map((each) => ({ ...each, name: `file: ${each.name}` })),
  ...Object.entries(byteCases).map(([file, says]) => ({
    name: `bytes: ${file}`,
    file: `${storiesFolder}/${file}`,
    content: readFileSync(path.join(broken, file)),
    says,
  })),
];

const textOf = (id: string, content: Content | undefined) => {
  const story = content?.stories.find((each) => each.id === id);
  return story && bodyOf(story).text;
};
const text = ({ line, column, field, what, mend }: Problem) =>
  `${line}:${column} ${field ? `${field} ` : ''}${what} | ${mend}`;

const folders: string[] = [];
function written(files: Files): { contentDir: string; dataDir: string } {
  const [contentDir, dataDir] = [folderOf(files), folderOf({})];
  folders.push(contentDir, dataDir);
  return { contentDir, dataDir };
}
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

describe('a folder full of bad files', () => {
  let result: CheckResult;
  const problems = new Map<string, string[]>();

  beforeAll(async () => {
    const shown = Object.fromEntries(
      Object.entries(await pictures()).map(([name, bytes]) => [`${storiesFolder}/${name}`, bytes]),
    );
    const bad = Object.fromEntries(cases.map(({ file, content }) => [file, content]));
    const { contentDir, dataDir } = written({ ...goodFolder(), ...shown, ...bad });
    result = await checkContent({ contentDir, dataDir, at });
    for (const problem of result.problems) {
      const file = path.relative(contentDir, problem.file);
      problems.set(file, [...(problems.get(file) ?? []), text(problem)]);
    }
  });

  test('holds at least sixty bad files, each of its own', () => {
    expect(cases.filter(({ says }) => says.length > 0).length).toBeGreaterThanOrEqual(60);
    expect(new Set(cases.map(({ file }) => file)).size).toBe(cases.length);
    expect(readdirSync(broken).sort()).toEqual(Object.keys(byteCases).sort());
  });

  test.each(cases)('$name: each problem is told once, with its place and remedy', ({ file, says }) => {
    expect(problems.get(file) ?? []).toEqual(says);
  });

  test('says nothing of the good files', () => {
    const bad = new Set(cases.map(({ file }) => file));
    expect([...problems.keys()].filter((file) => !bad.has(file))).toEqual([]);
  });

  test('gives no content, and counts every file', () => {
    expect(result.content).toBeUndefined();
    expect(result.files).toBe(Object.keys(goodFolder()).length + cases.length);
  });
});

describe('a folder of good files', () => {
  test('every spelling the documentation allows is no problem, and each file comes out as a document', async () => {
    const guide = readFileSync(path.join(import.meta.dirname, '../../docs/writing-a-story.md'), 'utf8');
    const chapters = guide.split(/^## (?=Live stories|Components|The other documents)/m);
    const [, live = '', chapter = '', others = ''] = chapters;
    const examplesIn = (text: string) =>
      [...text.matchAll(/^```mdx\n([\s\S]*?)^```$/gm)].map((match) => match[1]).join('\n');
    const components = examplesIn(chapter);
    expect(examplesIn(others)).toContain('<AudienceNotice />');
    expect(components.match(/^<[A-Z]\w+/gm)).toHaveLength(7);
    const sound = readdirSync(broken).filter((file) => file.startsWith('sound'));
    const files: Files = {
      ...goodFolder(),
      'pages/documented.mdx': String(goodFolder()['pages/about.mdx']).replace('Text.', examplesIn(others)),
      [`${storiesFolder}/components.mdx`]: story('components', { body: components }),
      [`${storiesFolder}/live.mdx`]: story('live', {
        change: { kind: 'kind: live' },
        add: ['endedAt: 2026-11-24T11:00:00+08:00'],
        body: examplesIn(live),
      }),
      [`${storiesFolder}/sunrise.png`]: (await pictures())['wide.png'] ?? '',
      [`${storiesFolder}/signs.mdx`]: story('signs', {
        body: 'A \\{brace\\}, a &lt; b, a < b, 5 > 4, a } b, `<div>{x}`.\n\n```\nimport {x} from "y"\n<div>\n```\n\n- [x] done\n- [ ] not\n\nSee[^1] www.example.org and [mail](mailto:a@b.org).\n\n[^1]: With a [link](#user-content).\n\n---\n\n## User content',
      }),
      [`${storiesFolder}/folded.mdx`]: story('folded', {
        change: { standfirst: 'standfirst: >' },
        add: [],
      }).replace('standfirst: >', 'standfirst: >\n  One sentence,\n  folded.'),
      [`${storiesFolder}/zhong.mdx`]: story('zhong', { add: ['lang: zh-Hans'], body: '他说"你好"。' }),
      [`${storiesFolder}/draft-to-draft.mdx`]: story('draft-to-draft', {
        change: { status: 'status: draft' },
        body: '[a](/articles/a-draft)',
      }),
      [`${storiesFolder}/as-late.mdx`]: story('as-late', {
        add: ['embargoUntil: 2026-12-24T09:00:00Z'],
        body: '[a](/articles/embargoed?from=x#a) [b](/articles/good-story/#part-2) [c](/) [d](/topics/time)',
      }).replace('#a)', ')'),
      ...Object.fromEntries(
        sound.map((file) => [`${storiesFolder}/${file}`, readFileSync(path.join(broken, file))]),
      ),
    };
    const { problems, content } = await checkContent({ ...written(files), at });
    expect(problems).toEqual([]);
    const documents = Object.keys(files).filter(
      (file) => file.endsWith('.mdx') && file.startsWith('stories'),
    );
    expect(content?.stories.map(({ file }) => file).sort()).toEqual(documents.sort());
    expect(content?.stories.find(({ id }) => id === 'live')).toMatchObject({
      newestEntryAt: '2026-11-24T10:30:00+08:00',
      updatedAt: '2026-11-24T10:30:00+08:00',
    });
    expect(textOf('live', content)).toContain('The fog lifts\nThe first flights leave.');
    expect(content?.stories.find(({ id }) => id === 'folded')?.standfirst).toBe('One sentence, folded.');
    expect(textOf('sound-crlf', content)).toContain('Text with “quotes”.');
  });

  test('a link to a story that is public by now is right, however late that story came', async () => {
    const files = {
      ...goodFolder(),
      [`${storiesFolder}/early.mdx`]: story('early', { body: '[a](/articles/embargoed)' }),
    };
    const folder = written(files);
    const before = await checkContent({ ...folder, at: Date.parse('2026-12-24T08:59:59Z') });
    const after = await checkContent({ ...folder, at: Date.parse('2026-12-24T09:00:00Z') });
    expect(before.problems).toHaveLength(1);
    expect(after.problems).toEqual([]);
  });

  test('two texts alike in two languages are each set in their own', async () => {
    const body = 'A "word".';
    const files = {
      ...goodFolder(),
      [`${storiesFolder}/english.mdx`]: story('english', { body }),
      [`${storiesFolder}/german.mdx`]: story('german', { body, add: ['lang: de'] }),
    };
    const { content } = await checkContent({ ...written(files), at });
    expect(['english', 'german'].map((id) => textOf(id, content))).toEqual(['A “word”.', 'A „word“.']);
  });

  test('the site’s file is asked for, and its faults are told', async () => {
    const { 'site.yml': site, ...rest } = goodFolder();
    const missing = written(rest);
    expect((await checkContent({ ...missing, at })).problems.map(text)).toContain(
      '1:1 is missing | write the site’s name, language and zone there',
    );
    const faulty = [
      String(site).replace('Asia/Shanghai', 'Asia/Peking'),
      'networks:\n  facebok: https://www.facebook.com/x\n',
      'banner: {text: Now, story: good-stroy, until: 2026-11-25}\n',
      'fronts:\n  home:\n    slots:\n      - story: nobody-wrote-this\n  chinna: {}\n',
    ].join('');
    const { problems } = await checkContent({ ...written({ ...rest, 'site.yml': faulty }), at });
    expect(problems.map(text)).toEqual([
      '5:11 timeZone "Asia/Peking" is not a time zone | write Asia/Shanghai',
      '8:3 networks.facebok is not a field | did you mean facebook?',
      '9:28 banner.story there is no story "good-stroy" | did you mean good-story?',
      '9:47 banner.until "2026-11-25" is not a date with time and zone | write 2026-11-25T09:00:00+08:00',
      '13:16 fronts.home.slots.0.story there is no story "nobody-wrote-this" | write the slug of a story that exists',
      '14:3 fronts.chinna there is no front "chinna" | did you mean china?',
    ]);
  });
});

test('a file that can’t be read is told of, and followed if it is a link to one that can', async () => {
  const folder = written(goodFolder());
  const stories = path.join(folder.contentDir, storiesFolder);
  symlinkSync('nowhere.mdx', path.join(stories, 'dangling.mdx'));
  const elsewhere = folderOf({ 'x.mdx': story('linked') });
  folders.push(elsewhere);
  symlinkSync(path.join(elsewhere, 'x.mdx'), path.join(stories, 'linked.mdx'));
  const { problems, files } = await checkContent({ ...folder, at });
  expect(problems.map(text)).toEqual(['1:1 can’t be read | see whether it is there and whose it is']);
  expect(files).toBe(Object.keys(goodFolder()).length + 2);
});

test('a check tells no collector of traces what it reads, though one is set up on the machine', async () => {
  let connections = 0;
  const collector = createServer((socket) => {
    connections++;
    socket.destroy();
  });
  await once(collector.listen(0, '127.0.0.1'), 'listening');
  const { port } = collector.address() as AddressInfo;
  vi.stubEnv('OTEL_EXPORTER_OTLP_ENDPOINT', `http://127.0.0.1:${port}`);
  try {
    expect((await checkContent({ ...written(goodFolder()), at })).problems).toEqual([]);
    expect(connections).toBe(0);
  } finally {
    vi.unstubAllEnvs();
    collector.close();
  }
});

describe('a second check', () => {
  test('knows from the first what hasn’t changed, and says the same', async () => {
    const folder = written({
      ...goodFolder(),
      [`${storiesFolder}/bad.mdx`]: story('bad', { change: { kind: 'kind: newz' } }),
    });
    const checked: number[] = [];
    const onProgress = (_: number, all: number) => checked.push(all);
    const first = await checkContent({ ...folder, at, onProgress });
    const files = checked.splice(0)[0];
    const second = await checkContent({ ...folder, at, onProgress });
    expect(files).toBe(first.files);
    expect(checked).toEqual([]);
    expect(first.problems).toHaveLength(1);
    expect(second).toEqual(first);
    put(folder.contentDir, `${storiesFolder}/bad.mdx`, story('bad'));
    const mended = await checkContent({ ...folder, at, onProgress });
    expect(checked).toEqual([1]);
    expect(mended.problems).toEqual([]);
    expect(mended.content?.stories.map(({ id }) => id)).toContain('bad');
  });

  test('sets texts anew when the site’s language is another', async () => {
    const folder = written({
      ...goodFolder(),
      [`${storiesFolder}/said.mdx`]: story('said', { body: 'A "word".' }),
    });
    const said = async () => textOf('said', (await checkContent({ ...folder, at })).content);
    expect(await said()).toBe('A “word”.');
    put(folder.contentDir, 'site.yml', String(goodFolder()['site.yml']).replace('lang: en', 'lang: de'));
    expect(await said()).toBe('A „word“.');
  });

  test('notices that what a good, unchanged file refers to has gone', async () => {
    const folder = written(goodFolder());
    expect((await checkContent({ ...folder, at })).problems).toEqual([]);
    rmSync(path.join(folder.contentDir, 'authors/desk.yml'));
    const { problems } = await checkContent({ ...folder, at });
    expect(problems).toHaveLength(5);
    expect(new Set(problems.map(text))).toEqual(
      new Set(['8:11 authors.0 there is no author "desk" | write the slug of an author that exists']),
    );
  });

  test('doesn’t trust what a crash has cut short', async () => {
    const folder = written(goodFolder());
    const checked = async () => {
      const { content } = await checkContent({ ...folder, at });
      return content?.stories.map((each) => ({ ...each, body: bodyOf(each) }));
    };
    const first = await checked();
    expect(first?.length).toBeGreaterThan(1);
    const kept = path.join(folder.dataDir, 'checked');
    for (const name of readdirSync(kept)) put(kept, name, '{"file":');
    expect(await checked()).toEqual(first);
  });
});

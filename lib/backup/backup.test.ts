import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as tar from 'tar';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { connect } from '#lib/audience/store/libsql.ts';
import { switchPointer } from '#lib/disk/write.ts';
import { readSettings } from '#lib/settings/settings.ts';
import { makeBackup } from './backup.ts';
import { listName, readList } from './contents.ts';
import { recover } from './recover.ts';
import { holdFolder, isHeld } from './running.ts';

let folder: string;
let dataDir: string;
let into: string;
let archive: string;
let said: string[];
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'backup-'));
  [dataDir, into, archive] = ['data', 'into', 'kept.tar.gz'].map((name) => path.join(folder, name)) as [
    string,
    string,
    string,
  ];
  said = [];
  put('secret', 'a secret');
  put('objects/ab/cdef', 'an object');
  put('editions/one.json', '{}');
  put('editions/waits.json', '{}');
  utimesSync(path.join(dataDir, 'editions/waits.json'), new Date(0), new Date(0));
  switchPointer(path.join(dataDir, 'editions/live'), 'one.json');
  put('audience/salts/20261201', 'a salt');
  put('dev/secret', 'another');
  const store = connect(path.join(dataDir, 'audience/audience.db'));
  await store.db.schema.createTable('steps').addColumn('number', 'integer').execute();
  await store.db.insertInto('steps').values({ number: 7 }).execute();
  await store.close();
});
afterEach(() => rmSync(folder, { recursive: true }));

function put(file: string, text: string): void {
  mkdirSync(path.dirname(path.join(dataDir, file)), { recursive: true });
  writeFileSync(path.join(dataDir, file), text);
}

// Nobody listens at port 1.
const settings = (more: Record<string, string> = {}) =>
  readSettings({ DATA_DIR: dataDir, PORT: '1', ...more });
const back = (everything = false, more?: Record<string, string>) =>
  makeBackup({ settings: settings(more), to: archive, everything, report: (line) => said.push(line) });
const forth = (more: Partial<Parameters<typeof recover>[0]> = {}) =>
  recover({ from: archive, dataDir: into, replace: false, rehearse: false, ...more });
const filesIn = (of: string) =>
  (readdirSync(of, { recursive: true }) as string[])
    .filter((file) => !statSync(path.join(of, file)).isDirectory())
    .toSorted();

test('what can’t be made again goes and comes back: the audience and the secret, never the salts', async () => {
  await back();
  expect(statSync(archive).mode & 0o777).toBe(0o600);
  await forth();
  expect(filesIn(into)).toEqual(['audience/audience.db', 'secret']);
  const store = connect(path.join(into, 'audience/audience.db'));
  expect(await store.db.selectFrom('steps').selectAll().execute()).toEqual([{ number: 7 }]);
  await store.close();
  // Nothing is left where it was made.
  expect(readdirSync(path.join(dataDir, 'backup'))).toEqual([]);
});

test('with everything a portal finds its editions as they were: the live one, their order, and one that waits', async () => {
  await back(true);
  await forth();
  const files = [
    'audience/audience.db',
    'editions/live',
    'editions/one.json',
    'editions/waits.json',
    'objects/ab/cdef',
    'secret',
  ];
  expect(filesIn(into)).toEqual(files);
  expect(readFileSync(path.join(into, 'editions/live'), 'utf8')).toBe('{}');
  for (const file of ['editions/one.json', 'editions/waits.json'])
    expect(statSync(path.join(into, file)).mtimeMs).toBeCloseTo(
      statSync(path.join(dataDir, file)).mtimeMs,
      0,
    );
});

test('where the audience is in PostgreSQL, that is said, and the rest goes', async () => {
  const { files } = await back(false, { DATABASE_URL: 'postgres://db.example/portal' });
  expect(files.map(({ file }) => file)).toEqual(['secret']);
  expect(said.join()).toMatch(/pg_dump --exclude-table-data=audience\.salts/);
});

test('a rehearsal looks at everything and changes nothing', async () => {
  await back();
  await forth({ rehearse: true });
  expect(readdirSync(into)).toEqual([]);
});

test('a folder with something in it is left alone, unless it is to be replaced; then that is put aside', async () => {
  await back();
  mkdirSync(into);
  writeFileSync(path.join(into, 'secret'), 'mine');
  await expect(forth()).rejects.toThrow('--replace');
  expect(readFileSync(path.join(into, 'secret'), 'utf8')).toBe('mine');
  const { aside = '' } = await forth({ replace: true });
  expect(readFileSync(path.join(aside, 'secret'), 'utf8')).toBe('mine');
  expect(readFileSync(path.join(into, 'secret'), 'utf8')).toBe('a secret');
});

test('a damaged archive is refused wherever it is cut or changed, and nothing is touched', async () => {
  await back();
  const whole = readFileSync(archive);
  mkdirSync(into);
  writeFileSync(path.join(into, 'secret'), 'mine');
  const places = [0, 2, 20, Math.floor(whole.length / 2), whole.length - 30];
  for (const place of places) {
    const changed = Buffer.from(whole);
    changed[place] = (changed[place] ?? 0) ^ 0x55;
    writeFileSync(archive, changed);
    await expect(forth({ replace: true }), `changed at ${place}`).rejects.toThrow('Nothing was changed');
    writeFileSync(archive, whole.subarray(0, place));
    await expect(forth({ replace: true }), `cut at ${place}`).rejects.toThrow('Nothing was changed');
  }
  expect(filesIn(into)).toEqual(['secret']);
  expect(readFileSync(path.join(into, 'secret'), 'utf8')).toBe('mine');
});

test.each([
  ['a file that leads out of the folder', { file: '../outside' }],
  ['a file with an absolute path', { file: '/outside' }],
])('%s is refused', async (_, { file }) => {
  const list = {
    version: 1,
    made: 'now',
    everything: false,
    files: [{ file, bytes: 1, sha256: '', mtime: 0 }],
    links: [],
  };
  writeFileSync(path.join(folder, listName), JSON.stringify(list));
  await tar.create({ gzip: true, file: archive, cwd: folder }, [listName]);
  await expect(forth()).rejects.toThrow('leads out of the folder');
  expect(existsSync(path.join(folder, 'outside'))).toBe(false);
});

test('a backup of another version says so', () => {
  expect(() => readList('{"version":2,"made":"","everything":true,"files":[],"links":[]}')).toThrow(
    'another version',
  );
});

test('a store that SQLite finds damaged is no backup', async () => {
  const file = path.join(dataDir, 'audience/audience.db');
  const bytes = readFileSync(file);
  bytes.fill(0x55, 4096);
  writeFileSync(file, bytes);
  await expect(back()).rejects.toThrow(/damaged|malformed/);
  expect(existsSync(archive)).toBe(false);
});

test('a backup replaces no other', async () => {
  await back();
  await expect(back()).rejects.toThrow('is there already');
});

test('a folder on which a portal works is held until it stops, also beside another', () => {
  expect(isHeld(dataDir)).toBe(false);
  const [one, other] = [holdFolder(dataDir), holdFolder(dataDir)];
  one();
  expect(isHeld(dataDir)).toBe(true);
  other();
  expect(isHeld(dataDir)).toBe(false);
});

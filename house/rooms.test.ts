/** The house is as house/rooms.ts says, and the linter holds everybody to it. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { drawing, floors } from './drawing.ts';
import { capabilities, components } from './rooms.ts';
import { rulesText } from './rules.ts';

const foldersIn = (folder: string) =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));

const written = mkdtempSync(path.join(tmpdir(), 'house-'));
afterAll(() => rmSync(written, { recursive: true }));

test('every folder of lib and of components stands in house/rooms.ts, and nothing else does', () => {
  expect(Object.keys(capabilities).sort()).toEqual(foldersIn('lib').sort());
  expect(Object.keys(components).sort()).toEqual(foldersIn('components').sort());
});

test('a room uses rooms that stand before it, so nothing goes round in a circle', () => {
  for (const rooms of [
    Object.entries(capabilities).map(([name, { uses }]) => ({ name, uses })),
    Object.entries(components).map(([name, { beside }]) => ({ name, uses: beside })),
  ])
    for (const [index, { name, uses }] of rooms.entries()) {
      const before = rooms.slice(0, index).map((room) => room.name);
      expect(before, `${name} uses them`).toEqual(expect.arrayContaining([...uses]));
    }
});

test('what a room may use, it does use', () => {
  const usedBy = (folder: string) =>
    new Set(
      readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((file) => /\.(tsx?|js)$/.test(file) && !/\.test\./.test(file))
        .flatMap((file) => [
          ...readFileSync(path.join(folder, file), 'utf8').matchAll(/'#((?:lib|components)\/\w+)\//g),
        ])
        .map(([, room = '']) => room),
    );
  for (const [room, { uses }] of Object.entries(capabilities))
    for (const used of uses) expect(usedBy(`lib/${room}`), room).toContain(`lib/${used}`);
  for (const [room, { beside, uses }] of Object.entries(components)) {
    const used = usedBy(`components/${room}`);
    for (const each of uses) expect(used, room).toContain(`lib/${each}`);
    for (const each of beside) expect(used, room).toContain(`components/${each}`);
  }
});

test('the linter’s rules and the drawing are made of it; if not: npm run house', () => {
  expect(readFileSync('biome.rooms.json', 'utf8')).toBe(rulesText());
  expect(readFileSync('docs/pictures/house.svg', 'utf8')).toBe(drawing());
  expect(floors().flat()).toHaveLength(Object.keys(capabilities).length);
});

test('the linter names each import that goes against the house, and no other', () => {
  const files = {
    'lib/cards/wrong.ts': [
      ['../edition/model.ts', 'lib/cards'],
      ['#lib/edition/inside/model.ts', 'lib/cards'],
      ['#lib/audience/live.ts', 'lib/cards'],
      ['#components/site/Name.tsx', 'lib/cards'],
      ['../../app/frame.tsx', 'lib/cards'],
      ['#lib/edition/model.ts', undefined],
      ['./card.ts', undefined],
      ['react', undefined],
    ],
    'lib/feeds/wrong.ts': [['react', 'lib/feeds']],
    'lib/audience/store/right.ts': [['../days.ts', undefined]],
    'lib/cards/right.test.ts': [['#lib/audience/live.ts', undefined]],
    'components/site/Wrong.tsx': [
      ['node:fs', 'components/site'],
      ['#components/story/Article.tsx', 'components/site'],
      ['#lib/press/press.ts', 'components/site'],
      ['#lib/words/story.ts', undefined],
    ],
    'app/wrong.ts': [
      ['../cli/start.ts', 'app'],
      ['#lib/audience/store/store.ts', 'app'],
      ['#lib/audience/live.ts', undefined],
      ['#components/site/Name.tsx', undefined],
    ],
    'cli/wrong.ts': [
      ['#components/site/Name.tsx', 'cli'],
      ['../app/frame.tsx', 'cli'],
      ['#lib/press/press.ts', undefined],
    ],
    'reader/wrong.ts': [
      ['node:fs', 'reader'],
      ['#lib/words/story.ts', 'reader'],
      ['react', 'reader'],
      ['./clock.ts', undefined],
    ],
  } as const;
  for (const [file, imports] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(written, file)), { recursive: true });
    writeFileSync(path.join(written, file), imports.map(([from]) => `import '${from}';\n`).join(''));
  }
  writeFileSync(path.join(written, 'biome.rooms.json'), rulesText());
  writeFileSync(path.join(written, 'biome.json'), '{ "root": true, "extends": ["./biome.rooms.json"] }');
  const { stdout } = spawnSync(
    path.resolve('node_modules/.bin/biome'),
    ['lint', '--only=style/noRestrictedImports', '--reporter=github', '--max-diagnostics=none', '.'],
    { cwd: written, encoding: 'utf8' },
  );
  const named = [...stdout.matchAll(/file=([^,]+),line=(\d+),.*::(\S+) may not use this/g)];
  const expected = Object.entries(files).flatMap(([file, imports]) =>
    imports.flatMap(([, room], index) => (room ? [`${file}:${index + 1} ${room}`] : [])),
  );
  expect(
    named.map(([, file, line, room]) => `${path.relative(written, file ?? '')}:${line} ${room}`).sort(),
  ).toEqual(expected.sort());
});

/** What the linter forbids each room to import, as Biome's configuration (biome.rooms.json). */
import { capabilities, components } from './rooms.ts';

const remedy = 'move what both need into a room below, or allow it in house/rooms.ts and run npm run house';
const tests = '!**/*.test.*';

/** The text of biome.rooms.json. A later rule for a file stands for the earlier ones: each file has one. */
export function rulesText(): string {
  const rules = [
    rule(
      'app',
      ['app/**', 'pages/**', '*.ts'],
      ['#*/*/*/**', '**/cli/**', '**/bench/**', '**/reader/**'],
      'a route asks lib and hands to a component',
    ),
    rule(
      'cli',
      ['cli/**', tests],
      ['#components/**', '#lib/*/*/**', '**/app/**', '**/bench/**', '**/e2e/**'],
      'a command asks lib',
    ),
    rule(
      'reader',
      ['reader/**', tests],
      ['#*/**', '../../**', 'node:*', 'react', 'react-dom'],
      'what browsers run stands in reader',
    ),
    ...Object.entries(capabilities).map(([room, { uses, draws }]) =>
      rule(
        `lib/${room}`,
        [`lib/${room}/**`, tests],
        [
          '#*/**',
          '../*/**',
          ...(draws ? [] : ['react', 'react-dom']),
          ...uses.map((used) => `!#lib/${used}/*`),
        ],
        remedy,
      ),
    ),
    ...Object.entries(components).map(([room, { beside, uses }]) =>
      rule(
        `components/${room}`,
        [`components/${room}/**`, tests],
        [
          '#*/**',
          '../*/**',
          'node:*',
          ...beside.map((used) => `!#components/${used}/*`),
          ...uses.map((used) => `!#lib/${used}/*`),
        ],
        remedy,
      ),
    ),
  ];
  return `{\n  "overrides": [\n    ${rules.map((each) => JSON.stringify(each)).join(',\n    ')}\n  ]\n}\n`;
}

/** `group` is read as .gitignore is: the last pattern that fits decides. One star doesn't reach into subfolders. */
const rule = (room: string, includes: readonly string[], group: readonly string[], mend: string) => ({
  includes,
  linter: {
    rules: {
      style: {
        noRestrictedImports: {
          level: 'error',
          options: { patterns: [{ group, message: `${room} may not use this: ${mend}.` }] },
        },
      },
    },
  },
});

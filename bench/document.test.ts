import { expect, test } from 'vitest';
import { sectionText, withSection } from './document.ts';
import { type Figures, lines, tableText } from './figures.ts';

const order = ['pages', 'cards', 'soak'];
const circumstances = (bench: string, date: string) => ({
  bench,
  says: `all about ${bench}`,
  command: `npm run bench -- ${bench}`,
  date,
  machine: 'Node.js v24.0.0, 2 × a processor',
  minutes: 3.4,
});
const figures: Figures = {
  tables: [
    {
      caption: 'Speed',
      of: 'who',
      columns: [{ name: 'time', unit: 'ms', digits: 1 }, { name: 'note' }, { name: 'unused' }],
      rows: [
        { name: 'ours', cells: [1234.56, 'a | b', undefined] },
        { name: 'theirs', cells: [undefined, undefined, undefined] },
      ],
    },
  ],
  remarks: ['We are behind, because.'],
  versions: ['Hugo 0.1'],
  failures: ['memory grows'],
};

test('a table has its units in the head, leaves out columns without figures, and no cell breaks it', () => {
  expect(tableText(figures.tables[0] as never)).toBe(
    '**Speed**\n\n| who | time, ms | note |\n| --- | --: | --- |\n| ours | 1,234.6 | a \\| b |\n| theirs |  |  |',
  );
});

test('figures keep three digits that mean something, and thousands their commas', () => {
  const text = tableText(
    lines('All', [
      { what: 'large', figure: 12345.6, unit: '/s', wanted: 'at least 10,000' },
      { what: 'small', figure: 0.01234, unit: 's' },
      { what: 'middle', figure: 45.678, unit: 'ms' },
    ]),
  );
  expect(text).toContain('| large | 12,346 | /s | at least 10,000 |');
  expect(text).toContain('| small | 0.0123 | s |');
  expect(text).toContain('| middle | 45.7 | ms |');
});

test('a section says by which command, when and on what its figures were taken, and what isn’t as it should be', () => {
  const text = sectionText(circumstances('pages', '2026-01-02'), figures);
  for (const part of ['`npm run bench -- pages`, 2026-01-02, 3 min', '2 × a processor', 'Hugo 0.1'])
    expect(text).toContain(part);
  expect(text).toContain('- We are behind, because.');
  expect(text).toContain('**Not as it should be:** memory grows');
});

test('a bench that is run alone replaces its own section and leaves the others as they are', () => {
  const write = (document: string | undefined, bench: string, date: string) =>
    withSection(document, bench, sectionText(circumstances(bench, date), figures), order);
  const first = ['soak', 'pages', 'cards'].reduce<string | undefined>(
    (document, bench) => write(document, bench, '2026-01-01'),
    undefined,
  );
  const again = write(first, 'cards', '2026-02-02');
  expect(again.match(/^## .*/gm)).toEqual(['## All about pages', '## All about cards', '## All about soak']);
  expect(again.match(/2026-\d\d-\d\d/g)).toEqual(['2026-01-01', '2026-02-02', '2026-01-01']);
  expect(again.replace('2026-02-02', '2026-01-01')).toBe(first);
  expect(write(again, 'cards', '2026-02-02')).toBe(again);
});

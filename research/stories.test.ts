import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { chartTables, load, slugs, written } from './kit/story.ts';

const plain = (words: string) => words.replace(/\s+/g, ' ').trim();
/** Tables are equal if their cells are, however the columns are padded. */
const cells = (markdown: string) =>
  markdown
    .split('\n')
    .filter((row) => row.includes('|') && !/^[\s|:-]+$/.test(row))
    .map((row) =>
      row
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );

describe.each(slugs())('%s', (slug) => {
  test('every computed figure stands in the story', async () => {
    const { body, front } = written(slug);
    const said = plain(`${JSON.stringify(front)} ${body}`);
    for (const [name, figure] of Object.entries((await load(slug)).facts())) {
      expect(said.includes(plain(figure)), `${name}: "${figure}" is not in ${slug}.mdx`).toBe(true);
    }
  }, 60_000);

  test('its pictures lie beside it', async () => {
    const script = await load(slug);
    const { folder, front } = written(slug);
    expect(Boolean(front.lead), 'a lead is named if and only if the script draws one').toBe(
      Boolean(script.draw),
    );
    const { src, unlabelled } = front.lead ?? {};
    if (src) expect(unlabelled, 'a drawing with words has a twin without').toBeDefined();
    const names = [src, unlabelled, ...Object.keys(script.pictures?.() ?? {})].filter(
      (name) => name !== undefined,
    );
    for (const name of names) expect(existsSync(join(folder, name)), name).toBe(true);
  });

  test('every chart shows the computed table', async () => {
    const shown = chartTables(written(slug).body);
    for (const [title, table] of Object.entries((await load(slug)).charts?.() ?? {})) {
      expect(cells(shown[title] ?? ''), title).toEqual(cells(table));
    }
  }, 60_000);
});

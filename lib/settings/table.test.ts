import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { settingNames, toldOf } from './schema.ts';
import { settingsHelp, settingsIn, settingsTable, withSettingsTable } from './table.ts';

test('the documentation has every setting as the schema checks it; if this fails: npx newsroom settings --write', () => {
  const page = readFileSync('docs/running.md', 'utf8');
  expect(page).toBe(withSettingsTable(page));
});

test('every setting says what it means, in the table and in the help', () => {
  for (const name of settingNames) {
    expect(toldOf(name).description, name).toMatch(/.{10,}[^.]$/);
    expect(settingsTable(), name).toContain(`| \`${name}\` |`);
    expect(settingsHelp(), name).toMatch(new RegExp(`^  ${name} `, 'm'));
  }
});

test('a page without a place for the table is named as such', () => {
  expect(() => withSettingsTable('# Running')).toThrow(/no place/);
});

test('what holds here is told with where it comes from, and no secret is', () => {
  const here = settingsIn({ PORT: '8080', PORTAL_SECRET: 'a-secret-of-thirty-two-characters', HOST: '' });
  const of = (wanted: string) => here.find(({ name }) => name === wanted);
  expect(of('PORT')).toEqual({ name: 'PORT', value: '8080', from: 'environment' });
  expect(of('HOST')).toEqual({ name: 'HOST', value: '0.0.0.0', from: 'default' });
  expect(of('PORTAL_SECRET')).toEqual({ name: 'PORTAL_SECRET', value: '…', from: 'environment' });
  expect(JSON.stringify(here)).not.toContain('thirty');
});

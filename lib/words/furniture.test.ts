import { expect, test } from 'vitest';
import { furnishedLanguages, furnitureIn, languageOf, nameOfLanguage } from './furniture.ts';

test('no word of a language is left in another', () => {
  const said = (value: unknown): string[] => {
    if (typeof value === 'function') return said(value('X'));
    return typeof value === 'object' && value !== null ? Object.values(value).flatMap(said) : [String(value)];
  };
  const chinese = Object.entries(furnitureIn('zh-Hans')).filter(([name]) => name !== 'lang');
  for (const [name, word] of chinese)
    for (const each of said(word)) expect(each, name).toMatch(/[\p{Script=Han}。]/u);
  for (const word of Object.values(furnitureIn('en')))
    for (const each of said(word)) expect(each).not.toMatch(/\p{Script=Han}/u);
});

test('a language has its words by any of its tags, and others have the English ones', () => {
  expect(furnishedLanguages).toEqual(['en', 'zh']);
  for (const tag of ['zh', 'zh-Hans', 'zh-Hant-TW']) expect(furnitureIn(tag).lang).toBe('zh-Hans');
  for (const tag of ['en', 'en-GB', 'de', 'constructor']) expect(furnitureIn(tag).lang).toBe('en');
  expect(languageOf('zh-Hans')).toBe('zh');
});

test('languages are called by their own names, and by those in another', () => {
  expect([nameOfLanguage('zh-Hans'), nameOfLanguage('zh'), nameOfLanguage('en')]).toEqual([
    '简体中文',
    '中文',
    'English',
  ]);
  expect(nameOfLanguage('en', 'zh-Hans')).toBe('英语');
});

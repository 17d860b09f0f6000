import { expect, test } from 'vitest';
import { folderOf, goodFolder } from '#lib/content/check.test.folder.ts';
import { openDesk } from '#lib/desk/stories.ts';
import type { Ask } from './ask.ts';
import { askFor } from './new.ts';

test('at a terminal what is missing is asked for, until the answer will do', async () => {
  const desk = openDesk(folderOf(goodFolder()));
  const answers: Record<string, string[]> = {
    Headline: ['', '北京的时钟'],
    Section: ['chnia', 'china'],
    Authors: ['', 'desk'],
    Topics: [''],
    Kind: [''],
    Slug: ['good-story', 'clock'],
    Language: ['zh-hans', 'zh-Hans'],
  };
  const asked: string[] = [];
  const ask: Ask = async (question, fault, otherwise) => {
    const name = /^\w+/.exec(question)?.[0] ?? '';
    for (;;) {
      asked.push(name);
      const given = answers[name]?.shift() ?? 'nobody asked this';
      const answer = given === '' ? (otherwise ?? given) : given;
      if (fault(answer) === undefined) return answer;
    }
  };
  expect(await askFor({ standfirst: 'One line.' }, desk, ask)).toEqual({
    headline: '北京的时钟',
    standfirst: 'One line.',
    section: 'china',
    authors: ['desk'],
    topics: [],
    kind: 'news',
    slug: 'clock',
    lang: 'zh-Hans',
  });
  const twice = ['Headline', 'Section', 'Authors', 'Slug', 'Language'];
  expect(asked.sort()).toEqual([...twice, ...twice, 'Topics', 'Kind'].sort());
});

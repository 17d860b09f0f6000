import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Change, changesIn, folded, isSame, type Run, runsIn } from './difference.ts';

const marked = (runs: readonly Run[]) =>
  runs
    .map(({ kind, text }) => (kind === 'same' ? text : kind === 'gone' ? `[-${text}-]` : `[+${text}+]`))
    .join('');
const shown = (changes: readonly Change[]) =>
  changes.map((change) => ('runs' in change ? marked(change.runs) : `(${change.unchanged})`));

describe('word by word', () => {
  test.for([
    ['The cat sat.', 'The dog sat.', 'The [-cat-][+dog+] sat.'],
    ['The old cat sat.', 'The new dog sat.', 'The [-old cat-][+new dog+] sat.'],
    ['It was 3,000 km.', 'It was 3,500 km.', 'It was [-3,000-][+3,500+] km.'],
    ['He didn’t.', 'He did.', 'He [-didn’t-][+did+].'],
    ['', 'All new.', '[+All new.+]'],
    ['"So" — he said', '“So” – he said', '“So” – he said'],
  ])('%s → %s', ([before = '', after = '', runs]) => {
    expect(marked(runsIn(before, after, 'en'))).toBe(runs);
  });

  test('Chinese by its words', () => {
    expect(marked(runsIn('北京今天下雨。', '北京明天下雨。', 'zh-Hans'))).toBe('北京[-今天-][+明天+]下雨。');
  });

  test('two texts that have nothing in common are given whole', () => {
    const text = (word: string) => Array.from({ length: 4_000 }, (_, number) => `${word}${number}`).join(' ');
    expect(runsIn(text('a'), text('b'), 'en').map(({ kind }) => kind)).toEqual(['gone', 'new']);
  });

  test('what was and what is can be read back from what is shown', () => {
    const text = fc.array(fc.constantFrom('one', 'two', 'three', ' ', '. ', '雨', ', ', '“x”'), {
      maxLength: 40,
    });
    fc.assert(
      fc.property(text, text, (one, other) => {
        const [before, after] = [one.join(''), other.join('')];
        const runs = runsIn(before, after, 'en');
        const without = (kind: Run['kind']) =>
          runs.flatMap((run) => (run.kind === kind ? [] : [run.text])).join('');
        expect(without('gone')).toBe(after);
        expect(isSame(without('new'), before)).toBe(true);
      }),
    );
  });
});

describe('block by block', () => {
  test('what stayed is counted, what changed is compared, what came and went is given whole', () => {
    const before = ['One.', 'Two dogs bark loudly.', 'Three.', 'Gone from here.', 'Five.'];
    const after = ['One.', 'Two cats bark loudly.', 'Three.', 'Five.', 'An end that is new.'];
    expect(shown(changesIn(before, after, 'en'))).toEqual([
      '(1)',
      'Two [-dogs-][+cats+] bark loudly.',
      '(1)',
      '[-Gone from here.-]',
      '(1)',
      '[+An end that is new.+]',
    ]);
  });

  test('a paragraph put before one that changed', () => {
    const before = ['The harbour was closed on Monday by a storm.'];
    const after = ['Nobody was hurt.', 'The harbour was closed on Tuesday by a storm.'];
    expect(shown(changesIn(before, after, 'en'))).toEqual([
      '[+Nobody was hurt.+]',
      'The harbour was closed on [-Monday-][+Tuesday+] by a storm.',
    ]);
  });
});

test('a long passage that stayed is cut to what stands beside the change', () => {
  const long = Array.from({ length: 100 }, (_, number) => `w${number}`).join(' ');
  const cut = (before: string, after: string) => marked(folded(runsIn(before, after, 'en'), 'en'));
  expect(cut(`${long} cat`, `${long} dog`)).toMatch(/^… w88 .* w99 \[-cat-\]\[\+dog\+\]$/);
  expect(cut(`cat ${long} cat`, `dog ${long} dog`)).toMatch(/\+\] w0 .* … .* w99 \[-/);
  expect(cut('a short cat', 'a short dog')).toBe('a short [-cat-][+dog+]');
});

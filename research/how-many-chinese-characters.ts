/** Han characters in Unicode, counted by Node's own tables, and what they weigh in bytes. */
import { kept } from './kit/kept.ts';
import { accents, forReaders, palette, rect, sheetOf, text } from './kit/paper.ts';
import { table, thousands } from './kit/story.ts';

/** Unicode's blocks of Han ideographs in the order of their code points: name, first, last. */
export const blocks = [
  ['Extension A', 0x3400, 0x4dbf],
  ['CJK Unified Ideographs', 0x4e00, 0x9fff],
  ['CJK Compatibility Ideographs', 0xf900, 0xfaff],
  ['Extension B', 0x20000, 0x2a6df],
  ['Extension C', 0x2a700, 0x2b73f],
  ['Extension D', 0x2b740, 0x2b81f],
  ['Extension E', 0x2b820, 0x2ceaf],
  ['Extension F', 0x2ceb0, 0x2ebef],
  ['Extension I', 0x2ebf0, 0x2ee5f],
  ['Extension G', 0x30000, 0x3134f],
  ['Extension H', 0x31350, 0x323af],
  ['Extension J', 0x323b0, 0x3347f],
] as const;

type Count = { characters: number; han: number; unified: number; kangxi: number; blocks: number[] };

export const count = () =>
  kept<Count>('han-unicode-17', { unicode: '17.0' }, () => {
    const found: Count = { characters: 0, han: 0, unified: 0, kangxi: 0, blocks: blocks.map(() => 0) };
    for (let code = 0; code <= 0x10ffff; code++) {
      const one = String.fromCodePoint(code);
      // What Unicode itself counts as characters: not surrogates, private use or control codes.
      if (/[\p{Cn}\p{Cs}\p{Co}\p{Cc}]/u.test(one)) continue;
      found.characters++;
      if (/\p{Script=Han}/u.test(one)) found.han++;
      if (code >= 0x2f00 && code <= 0x2fdf) found.kangxi++;
      if (!/\p{Unified_Ideograph}/u.test(one)) continue;
      found.unified++;
      const block = blocks.findIndex(([, first, last]) => code >= first && code <= last);
      if (block < 0) throw new Error(`U+${code.toString(16)} is in no block named here`);
      found.blocks[block]!++;
    }
    return found;
  });

/** Written for this story; they say the same. */
export const sentence = {
  english: 'All of China keeps one clock, but the sun does not.',
  chinese: '全中国用同一个钟，太阳却不然。',
};
export const utf8 = (words: string) => Buffer.byteLength(words, 'utf8');
export const utf16 = (words: string) => Buffer.byteLength(words, 'utf16le');

export function facts(): Record<string, string> {
  const found = count();
  const rare = '𰻝'; // biáng, in Extension G
  return {
    unified: thousands(found.unified),
    'all characters': thousands(found.characters),
    share: `${((found.unified / found.characters) * 100).toFixed(1)} per cent`,
    'script Han': thousands(found.han),
    'not unified': thousands(found.han - found.unified),
    radicals: `${found.kangxi} radicals`,
    'first block': thousands(found.blocks[1]!),
    'extension B': thousands(found.blocks[3]!),
    'compatibility block': found.blocks[2] === 12 ? 'twelve' : String(found.blocks[2]),
    'table of 2013': thousands(8105),
    'of 2013 to Unicode': `${((8105 / found.unified) * 100).toFixed(1)} per cent`,
    'English sentence': sentence.english,
    'Chinese sentence': sentence.chinese,
    'English characters': `${[...sentence.english].length} characters`,
    'Chinese characters': `${[...sentence.chinese].length} characters`,
    'English UTF-8': `${utf8(sentence.english)} bytes`,
    'English UTF-16': `${utf16(sentence.english)} bytes`,
    'Chinese UTF-8': `${utf8(sentence.chinese)} bytes`,
    'Chinese UTF-16': `${utf16(sentence.chinese)} bytes`,
    'rare UTF-8': utf8(rare) === 4 && utf16(rare) === 4 ? 'four bytes in both' : 'differs',
    'block table': table(
      ['Block', 'Code points', 'Characters'],
      blocks.map(([name, first, last], index) => [
        name,
        `${first.toString(16).toUpperCase()}–${last.toString(16).toUpperCase()}`,
        thousands(found.blocks[index]!),
      ]),
    ),
  };
}

export function charts(): Record<string, string> {
  return {
    'The same sentence in bytes': table(
      ['Sentence', 'UTF-8', 'UTF-16'],
      [
        ['English', utf8(sentence.english), utf16(sentence.english)],
        ['Chinese', utf8(sentence.chinese), utf16(sentence.chinese)],
      ],
    ),
  };
}

export const draw = () =>
  squaresOf({
    blocks: ['The first block', 'Extension B', 'All the rest'],
    scale: 'One square is a thousand characters',
  });

type Names = Readonly<{ blocks: readonly [string, string, string]; scale: string }>;

/** A square for every thousand characters: the first block, Extension B, and all the rest; named, if the type has names. */
export async function squaresOf(said?: Names): Promise<string> {
  const found = count();
  const [core, b] = [found.blocks[1]!, found.blocks[3]!];
  const all = Math.round(found.unified / 1000);
  const [columns, side, gap] = [15, 58, 10];
  const [left, top] = [1000 - (columns * (side + gap) - gap) / 2, 130];
  const squares = Array.from({ length: all }, (_, index) => {
    const fill =
      index < core / 1000
        ? accents.teal.strong
        : index < (core + b) / 1000
          ? palette.quiet
          : accents.teal.pale;
    return rect(
      left + (index % columns) * (side + gap),
      top + Math.floor(index / columns) * (side + gap),
      side,
      side,
      fill,
    );
  });
  const names = [
    [said?.blocks[0], core],
    [said?.blocks[1], b],
    [said?.blocks[2], found.unified - core - b],
  ] as const;
  return sheetOf(
    ...squares,
    ...names.map(([name, number], index) => {
      const x = left + [0, 385, 740][index]!;
      return (
        forReaders(rect(x, 700, 38, 38, [accents.teal.strong, palette.quiet, accents.teal.pale][index]!)) +
        (name === undefined ? '' : text(x + 54, 734, name, { size: 40, weight: 600 })) +
        text(x + 54, name === undefined ? 742 : 808, thousands(number), {
          size: 64,
          weight: 700,
          family: 'serif',
        })
      );
    }),
    said ? text(left, 920, said.scale, { size: 40, fill: palette.grey }) : '',
  );
}

/** One Chinese character in bytes: by TextEncoder, and by turning TextDecoder round. */
import { accents, line, palette, rect, sheetOf, text } from './kit/paper.ts';
import { table, thousands } from './kit/story.ts';

type Bytes = readonly number[];

const hex = (bytes: Bytes) => bytes.map((byte) => byte.toString(16).toUpperCase().padStart(2, '0')).join(' ');
const bits = (value: number, length: number) => value.toString(2).padStart(length, '0');
const point = (one: string) => one.codePointAt(0)!;
const number = (one: string) => `U+${point(one).toString(16).toUpperCase().padStart(4, '0')}`;

const utf8 = (words: string): Bytes => [...new TextEncoder().encode(words)];
const utf16 = (words: string, order: 'big' | 'little' = 'big'): Bytes =>
  words.split('').flatMap((unit) => {
    const [high, low] = [unit.charCodeAt(0) >> 8, unit.charCodeAt(0) & 0xff];
    return order === 'big' ? [high, low] : [low, high];
  });
const decode = (encoding: string, bytes: Bytes) => new TextDecoder(encoding).decode(Uint8Array.from(bytes));

/** The character that each pair of bytes means, for the rows and cells that `holds` allows. */
function pairs(encoding: string, holds: (first: number, second: number) => boolean): Map<string, Bytes> {
  const found = new Map<string, Bytes>();
  for (let first = 0x81; first <= 0xfe; first++) {
    for (let second = 0x40; second <= 0xfe; second++) {
      if (second === 0x7f || !holds(first, second)) continue;
      const one = decode(encoding, [first, second]);
      if (/^[\u4e00-\u9fff]$/.test(one) && !found.has(one)) found.set(one, [first, second]);
    }
  }
  return found;
}

/** Only the rows of the original tables, which every decoder reads alike; later additions lie outside them. */
const gb = pairs('gb18030', (first, second) => first >= 0xb0 && first <= 0xf7 && second >= 0xa1);
const gbAll = pairs('gb18030', () => true);
const big5 = pairs('big5', (first, second) => {
  const code = (first << 8) | second;
  return (code >= 0xa440 && code <= 0xc67e) || (code >= 0xc940 && code <= 0xf9d5);
});

/** Two bytes if there are any, else the four that GB 18030 counts out for what lies beyond FFFF. */
function gb18030(one: string): Bytes {
  if (point(one) < 0x80) return [point(one)];
  const pair = gbAll.get(one);
  if (pair) return pair;
  let rest = point(one) - 0x10000;
  if (rest < 0) throw new RangeError(`${one}: not needed here`);
  const last = 0x30 + (rest % 10);
  rest = Math.floor(rest / 10);
  const third = 0x81 + (rest % 126);
  rest = Math.floor(rest / 126);
  const four = [0x90 + Math.floor(rest / 10), 0x30 + (rest % 10), third, last];
  if (decode('gb18030', four) !== one) throw new Error(`${hex(four)} is not ${one}`);
  return four;
}

const zhong = '中';
const shown = ['A', '人', zhong, '国', '國', '𠀀'];

/** The first code point that takes so many bytes in UTF-8, and the last. */
function span(length: number): [string, string] {
  const name = (code: number) => code.toString(16).toUpperCase().padStart(4, '0');
  const limits = [0, 0x80, 0x800, 0x10000, 0x110000];
  const [from, to] = [limits[length - 1]!, limits[length]! - 1];
  for (const code of [from, to]) {
    if (utf8(String.fromCodePoint(code)).length !== length) throw new Error(`${name(code)}: not ${length}`);
  }
  return [name(from), name(to)];
}

const below = (second: number) => second < 0x80;

export function facts(): Record<string, string> {
  const three = utf8(zhong);
  const whole = bits(point(zhong), 16);
  const shared = [...gb.keys()].filter((one) => big5.has(one)).length;
  const slash = ['功', '許', '蓋'].filter((one) => big5.get(one)![1] === '\\'.charCodeAt(0));
  const turned = decode('utf-16be', utf16(zhong, 'little'));
  return {
    number: number(zhong),
    'number in tens': thousands(point(zhong)),
    'in bits': whole,
    'cut for UTF-8': `${whole.slice(0, 4)}, ${whole.slice(4, 10)}, ${whole.slice(10)}`,
    'bytes in bits': three.map((byte) => `\`${bits(byte, 8)}\``).join(' '),
    envelope: three.length * 8 - 16 === 8 ? 'eight bits in twenty-four' : '?',
    'UTF-8': hex(three),
    'as a console shows it': `[${three.join(', ')}]`,
    'UTF-16, big end first': hex(utf16(zhong)),
    'UTF-16, little end first': hex(utf16(zhong, 'little')),
    'read the wrong way round': `${turned}, number ${number(turned)}`,
    'mark, big end first': hex(utf16('\ufeff')),
    'mark, little end first': hex(utf16('\ufeff', 'little')),
    'GB 18030': hex(gb.get(zhong)!),
    Big5: hex(big5.get(zhong)!),
    'GB hanzi': thousands(gb.size),
    'Big5 hanzi': thousands(big5.size),
    'of GB in Big5': thousands(shared),
    'not in Big5': thousands(gb.size - shared),
    'simplified, missing there': !big5.has('国') && big5.has('國') ? 'has 國 and not 国' : '?',
    'four bytes': hex(gb18030('𠀀')),
    'combinations of four': thousands(126 * 10 * 126 * 10),
    'Unicode’s numbers': thousands(0x110000),
    'the Big5 bytes as GB': `is ${decode('gb18030', big5.get(zhong)!)}`,
    'the GB bytes as Big5': `is ${decode('big5', gb.get(zhong)!)}`,
    '中文 from Big5': decode(
      'gb18030',
      [...'中文'].flatMap((one) => [...big5.get(one)!]),
    ),
    '中文 from GB': decode(
      'big5',
      [...'中文'].flatMap((one) => [...gb.get(one)!]),
    ),
    'UTF-8, first two as GB': `are ${decode('gb18030', three.slice(0, 2))}`,
    'left over': hex(three.slice(2)),
    'backslash in Big5': `${slash.slice(0, -1).join(', ')} and ${slash.at(-1)}`,
    功: hex(big5.get('功')!),
    backslash: hex(utf8('\\')),
    'second byte below 80': thousands([...big5.values()].filter(([, second]) => below(second!)).length),
    'GB second byte': [...gb.values()].some(([, second]) => below(second!)) ? '?' : 'none at all',
    'Table of characters': table(
      ['Character', 'Number', 'UTF-8', 'UTF-16', 'GB 18030', 'Big5'],
      shown.map((one) => [
        one,
        number(one),
        hex(utf8(one)),
        hex(utf16(one)),
        hex(gb18030(one)),
        one === 'A' ? hex([point(decode('big5', [0x41]))]) : big5.has(one) ? hex(big5.get(one)!) : 'none',
      ]),
    ),
    ...Object.fromEntries(
      ['one byte', 'two bytes', 'three bytes', 'four bytes'].map((words, index) => [
        `UTF-8 in ${words}`,
        `**${words}** for ${span(index + 1).join(' to ')}`,
      ]),
    ),
  };
}

/** 中 built of bars, its sixteen bits, and the three bytes that they fall into. */
export async function draw(): Promise<string> {
  const accent = accents.plum;
  const [left, cell, gap] = [452, 43, 32];
  const byteLeft = (index: number) => left + index * (8 * cell + gap);
  const [top, bottom, high] = [486, 712, 72];
  const three = utf8(zhong);
  const digit = (x: number, y: number, words: string, fill: string) =>
    text(x + cell / 2, y + high / 2 + 15, words, {
      anchor: 'middle',
      size: 42,
      weight: 600,
      fill,
      halo: null,
    });
  const drawn = three.map((byte, index) => {
    const lead = [4, 2, 2][index]!;
    const x = byteLeft(index);
    const cells = [...bits(byte, 8)].map((bit, at) => {
      const own = at >= lead;
      const across = x + at * cell;
      return (
        rect(across + 1.5, bottom, cell - 3, high, own ? accent.strong : palette.hair) +
        digit(across, bottom, bit, own ? palette.paper : palette.grey) +
        (own
          ? rect(across + 1.5, top, cell - 3, high, accent.pale) + digit(across, top, bit, palette.ink)
          : '')
      );
    });
    const from = x + lead * cell;
    const to = x + 8 * cell;
    return (
      line([from + 2, top + high + 14], [from + 2, bottom - 14], palette.edge, 3) +
      line([to - 2, top + high + 14], [to - 2, bottom - 14], palette.edge, 3) +
      cells.join('') +
      text(x + 4 * cell, bottom + high + 104, hex([byte]), {
        anchor: 'middle',
        size: 84,
        weight: 700,
        family: 'serif',
      })
    );
  });
  const [middle, width, stroke] = [800, 200, 26];
  const glyph =
    rect(middle - width / 2, 150, width, stroke, palette.ink) +
    rect(middle - width / 2, 150, stroke, 130, palette.ink) +
    rect(middle + width / 2 - stroke, 150, stroke, 130, palette.ink) +
    rect(middle - width / 2, 254, width, stroke, palette.ink) +
    rect(middle - stroke / 2, 90, stroke, 290, palette.ink);
  return sheetOf(
    glyph,
    text(990, 250, number(zhong), { size: 92, weight: 700, family: 'serif' }),
    text(992, 318, 'its number', { fill: palette.grey }),
    ...drawn,
    text(1000, bottom + high + 180, 'three bytes in UTF-8', { anchor: 'middle', fill: palette.grey }),
  );
}

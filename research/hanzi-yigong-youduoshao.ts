/** 汉字一共有多少：数据与图同英文稿 how-many-chinese-characters.ts。 */
import { blocks, count, sentence, squaresOf, utf8, utf16 } from './how-many-chinese-characters.ts';
import { table } from './kit/story.ts';

const chineseNames: Readonly<Record<string, string>> = {
  'CJK Unified Ideographs': '中日韩统一表意文字',
  'CJK Compatibility Ideographs': '中日韩兼容表意文字',
};
const nameOf = (block: string) => chineseNames[block] ?? `${block.replace('Extension ', '扩展')}区`;

export function facts(): Record<string, string> {
  const found = count();
  const [core = 0, b = 0] = [found.blocks[1], found.blocks[3]];
  const rare = '𰻝';
  return {
    统一表意文字: `${found.unified}个`,
    全部字符: `${found.characters}个`,
    占比: `${((found.unified / found.characters) * 100).toFixed(1)}%`,
    汉文字属性: `${found.han}个`,
    非统一: `${found.han - found.unified}个`,
    部首: `${found.kangxi}个部首`,
    基本区: `${core}个`,
    扩展B区: `${b}个`,
    兼容区: found.blocks[2] === 12 ? '十二个' : String(found.blocks[2]),
    通用规范汉字: '8105个',
    通用规范汉字占比: `${((8105 / found.unified) * 100).toFixed(1)}%`,
    英文句: sentence.english,
    中文句: sentence.chinese,
    英文句长: `${[...sentence.english].length}个字符`,
    中文句长: `${[...sentence.chinese].length}个字符`,
    英文字节: `英文占${utf8(sentence.english)}字节，中文占${utf8(sentence.chinese)}字节`,
    双字节: `${utf16(sentence.english)}字节比${utf16(sentence.chinese)}字节`,
    罕用字: utf8(rare) === 4 && utf16(rare) === 4 ? '两种编码里都占四个字节' : '不同',
    分区: table(
      ['区', '码位', '字数'],
      blocks.map(([name, first, last], index) => [
        nameOf(name),
        `${first.toString(16).toUpperCase()}–${last.toString(16).toUpperCase()}`,
        found.blocks[index]!,
      ]),
    ),
  };
}

export function charts(): Record<string, string> {
  return {
    同一句话的字节数: table(
      ['句子', 'UTF-8', 'UTF-16'],
      [
        ['英文', utf8(sentence.english), utf16(sentence.english)],
        ['中文', utf8(sentence.chinese), utf16(sentence.chinese)],
      ],
    ),
  };
}

/** The kit has no Chinese type: the numbers alone; the caption names what they count. */
export const draw = () => squaresOf();

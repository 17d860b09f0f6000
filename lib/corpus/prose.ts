/** Words, sentences and paragraphs that mean nothing, in English and Chinese: for load and tests, never to be published. */
import type { Random } from './random.ts';

const nouns =
  'harbour river clock ledger market bridge census orchard signal archive atlas lantern railway almanac canal compass terrace valley workshop library'.split(
    ' ',
  );
const verbs =
  'measures follows carries counts crosses records divides joins marks outlasts returns explains'.split(' ');
const qualities =
  'quiet northern early patient narrow open southern paper distant ordinary second painted'.split(' ');
const joins = ['while', 'because', 'although', 'and', 'until', 'where'];
const hanWords =
  '河流 港口 时钟 市场 桥梁 地图 铁路 图书馆 山谷 运河 灯笼 历书 记录 测量 连接 经过 说明 计算 北方 早晨 普通 安静'.split(
    ' ',
  );

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export function phrase(random: Random): string {
  return `the ${random.pick(qualities)} ${random.pick(nouns)}`;
}

export function clause(random: Random): string {
  return `${phrase(random)} ${random.pick(verbs)} ${phrase(random)}`;
}

export function sentence(random: Random): string {
  const tail = random.below(2) === 0 ? ` ${random.pick(joins)} ${clause(random)}` : '';
  return `${capital(clause(random))}${tail}.`;
}

export function paragraph(random: Random): string {
  return Array.from({ length: 2 + random.below(5) }, () => sentence(random)).join(' ');
}

export function chineseSentence(random: Random): string {
  return `${Array.from({ length: 4 + random.below(8) }, () => random.pick(hanWords)).join('')}。`;
}

export function chineseParagraph(random: Random): string {
  return Array.from({ length: 2 + random.below(4) }, () => chineseSentence(random)).join('');
}

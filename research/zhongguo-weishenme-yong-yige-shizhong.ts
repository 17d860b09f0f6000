/** 为什么全中国用同一个钟：时差数据与第一篇英文稿相同，另算各城市的日出。 */
import { geoBounds } from 'd3-geo';
import { changes, cities, hm, offsetAt, sun } from './kit/clock.ts';
import { landOf } from './kit/map.ts';
import { accents, line, palette, sheetOf, text } from './kit/paper.ts';
import { table } from './kit/story.ts';

const row = [
  ['喀什', cities.kashgar],
  ['乌鲁木齐', cities.urumqi],
  ['拉萨', cities.lhasa],
  ['成都', cities.chengdu],
  ['北京', cities.beijing],
  ['上海', cities.shanghai],
  ['哈尔滨', cities.harbin],
  ['抚远', cities.fuyuan],
] as const;

const date = (at: Date) => {
  const [year, month, day] = at
    .toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' })
    .split('-')
    .map(Number);
  return `${year}年${month}月${day}日`;
};
const span = (hours: number) => {
  const minutes = Math.round(hours * 60);
  return `${Math.floor(minutes / 60)}小时${minutes % 60}分`;
};

export function facts(): Record<string, string> {
  const shanghai = changes('Asia/Shanghai', 1890, 2026);
  const summers = shanghai.filter(({ at }) => at.getUTCFullYear() >= 1986);
  const [[west], [east]] = geoBounds(landOf('156'));
  const solstice = row.map(([, city]) => sun(city, 2026, 12, 22));
  const noon = Date.UTC(2026, 0, 1, 4);
  return {
    西端: `东经${west.toFixed(1)}度`,
    东端: `东经${east.toFixed(1)}度`,
    太阳走过: span((east - west) / 15),
    变动: `${shanghai.length}次`,
    夏令时变动: `${summers.length}次`,
    夏令时始: date(summers[0]!.at),
    夏令时终: date(summers.at(-1)!.at),
    上海: `早${offsetAt('Asia/Shanghai')(noon) / 3600}小时`,
    乌鲁木齐: `早${offsetAt('Asia/Urumqi')(noon) / 3600}小时`,
    喀什正午: hm(solstice[0]!.noon),
    抚远正午: hm(solstice.at(-1)!.noon),
    相差: span(solstice[0]!.noon - solstice.at(-1)!.noon),
    喀什日出: hm(solstice[0]!.sunrise),
    抚远日出: hm(solstice.at(-1)!.sunrise),
  };
}

export function charts(): Record<string, string> {
  return {
    冬至日出时刻: table(
      ['城市', '北京时间'],
      row.map(([name, city]) => [name, sun(city, 2026, 12, 22).sunrise.toFixed(2)]),
    ),
  };
}

/** Five clocks: mean sun time at five meridians when Beijing time says noon. No Chinese type in the kit, so no words. */
export async function draw(): Promise<string> {
  const clocks = [75, 90, 105, 120, 135].map((lon, index) => {
    const hour = 12 + (lon - 120) / 15;
    const [x, y, r] = [1000 + (index - 2) * 218, 420 + (index - 2) ** 2 * 46, 102];
    const law = lon === 120;
    const ink = law ? accents.teal.strong : palette.ink;
    const hand = (turn: number, long: number, width: number) =>
      line(
        [x, y],
        [x + Math.sin(turn * 2 * Math.PI) * long, y - Math.cos(turn * 2 * Math.PI) * long],
        ink,
        width,
      );
    const ticks = Array.from({ length: 12 }, (_, i) => {
      const turn = (i / 12) * 2 * Math.PI;
      return line(
        [x + Math.sin(turn) * (r - 20), y - Math.cos(turn) * (r - 20)],
        [x + Math.sin(turn) * (r - 9), y - Math.cos(turn) * (r - 9)],
        palette.quiet,
        5,
      );
    }).join('');
    return (
      `<circle cx="${x}" cy="${y}" r="${r}" fill="${law ? accents.teal.pale : '#fff'}" stroke="${ink}" stroke-width="${law ? 12 : 7}"/>` +
      ticks +
      hand((hour % 12) / 12, 56, 14) +
      hand(0, 80, 8) +
      text(x, y + 180, `${hour}:00`, { size: 58, weight: 700, anchor: 'middle', fill: ink }) +
      text(x, y + 236, `${lon}° E`, { size: 38, anchor: 'middle', fill: palette.grey })
    );
  });
  return sheetOf(...clocks);
}

/** 喀什，十点一刻日出：数据与图同英文稿 sunrise-in-kashgar.ts。 */
import { cities, hm, sun } from './kit/clock.ts';
import { table } from './kit/story.ts';
import { curves, days, of } from './sunrise-in-kashgar.ts';

const { kashgar, harbin } = cities;
const date = (day: Date) => `${day.getUTCMonth() + 1}月${day.getUTCDate()}日`;
const span = (hours: number) => {
  const minutes = Math.round(hours * 60);
  return `${Math.floor(minutes / 60)}小时${minutes % 60}分`;
};

export function facts(): Record<string, string> {
  const [west, east] = [of(kashgar), of(harbin)];
  const latest = (year: typeof west) => year.reduce((a, b) => (b.sunrise > a.sunrise ? b : a));
  const earliest = (year: typeof west) => year.reduce((a, b) => (b.sunrise < a.sunrise ? b : a));
  const gaps = west.map((one, index) => one.sunrise - east[index]!.sunrise);
  const solstice = days.findIndex((day) => date(day) === '12月22日');
  const after = (year: typeof west, hour: number) => year.filter(({ sunrise }) => sunrise > hour).length;
  return {
    喀什最晚日: `${date(latest(west).day)}`,
    喀什最晚: hm(latest(west).sunrise),
    喀什最早日: date(earliest(west).day),
    喀什最早: hm(earliest(west).sunrise),
    哈尔滨最晚: hm(latest(east).sunrise),
    哈尔滨最早日: date(earliest(east).day),
    哈尔滨最早: hm(earliest(east).sunrise),
    差距最大: span(Math.max(...gaps)),
    差距最小: span(Math.min(...gaps)),
    只看经度: span((harbin.lon - kashgar.lon) / 15),
    九点后: `${after(west, 9)}天`,
    十点后: `${after(west, 10)}天`,
    哈尔滨四点前: `${east.filter(({ sunrise }) => sunrise < 4).length}天`,
    喀什冬至: `${hm(west[solstice]!.sunrise)}到${hm(west[solstice]!.sunset)}`,
    哈尔滨冬至: `${hm(east[solstice]!.sunrise)}到${hm(east[solstice]!.sunset)}`,
    喀什冬至白昼: span(west[solstice]!.sunset - west[solstice]!.sunrise),
    哈尔滨冬至白昼: span(east[solstice]!.sunset - east[solstice]!.sunrise),
    乌鲁木齐时间: hm(latest(west).sunrise - 2),
    最晚日落: hm(Math.max(...west.map(({ sunset }) => sunset))),
  };
}

export function charts(): Record<string, string> {
  const firsts = Array.from({ length: 12 }, (_, index) => [
    `${index + 1}月`,
    sun(kashgar, 2026, index + 1, 1).sunrise.toFixed(2),
    sun(harbin, 2026, index + 1, 1).sunrise.toFixed(2),
  ]);
  return { 每月一日的日出时刻: table(['月份', '喀什', '哈尔滨'], firsts) };
}

/** The kit has no Chinese type: hours and numbers of months alone; the caption names the curves. */
export const draw = () => curves(['1', '4', '7', '10']);

/** One day of sun over eight cities, from the first sunrise in the east to the last sunset in the west. */
import { type Plot, scale } from './kit/chart.ts';
import { type City, cities, hm, spell, sun } from './kit/clock.ts';
import { accents, dot, line, palette, rect, sheetOf, text } from './kit/paper.ts';
import { table } from './kit/story.ts';

const { fuyuan, harbin, shanghai, beijing, chengdu, lhasa, urumqi, kashgar } = cities;
const of = (city: City) => sun(city, 2026, 11, 24);
/** From the east to the west. */
const row = [fuyuan, harbin, shanghai, beijing, chengdu, lhasa, urumqi, kashgar];

/** An entry's instant as the story writes it: the minute it is rounded to. */
const at = (hours: number) => `at="2026-11-24T${hm(hours).padStart(5, '0')}:00+08:00"`;

const minute = (hours: number) => Math.round(hours * 60) / 60;
/** Between two times as the story gives them, so that its readers can subtract. */
const after = (later: number, earlier: number) => spell(minute(later) - minute(earlier));

export function facts(): Record<string, string> {
  const day = Object.fromEntries(Object.entries(cities).map(([name, city]) => [name, of(city)]));
  const { fuyuan, harbin, shanghai, beijing, chengdu, lhasa, urumqi, kashgar } = day as Record<
    keyof typeof cities,
    ReturnType<typeof of>
  >;
  return {
    'Fuyuan rises': at(fuyuan.sunrise),
    'Shanghai rises': at(shanghai.sunrise),
    'Harbin rises': at(harbin.sunrise),
    'Beijing rises': at(beijing.sunrise),
    'Chengdu rises': at(chengdu.sunrise),
    'Lhasa rises': at(lhasa.sunrise),
    'Ürümqi rises': at(urumqi.sunrise),
    'Kashgar rises': at(kashgar.sunrise),
    'Fuyuan’s noon': at(fuyuan.noon),
    'Beijing’s noon': at(beijing.noon),
    'Kashgar’s noon': at(kashgar.noon),
    'Fuyuan sets': at(fuyuan.sunset),
    'Beijing sets': at(beijing.sunset),
    'Kashgar sets': at(kashgar.sunset),
    'from east to west': after(kashgar.sunrise, fuyuan.sunrise),
    'longitudes apart': `${Math.round(cities.fuyuan.lon - cities.kashgar.lon)} degrees`,
    'by longitude alone': spell((cities.fuyuan.lon - cities.kashgar.lon) / 15),
    'Shanghai after Fuyuan': after(shanghai.sunrise, fuyuan.sunrise),
    'Shanghai after Fuyuan by longitude alone': spell((cities.fuyuan.lon - cities.shanghai.lon) / 15),
    'Fuyuan’s noon after Kashgar’s sunrise': after(fuyuan.noon, kashgar.sunrise),
    'Fuyuan’s sunset after Kashgar’s noon': after(fuyuan.sunset, kashgar.noon),
    'Shanghai sets': hm(shanghai.sunset),
    'all in daylight': after(fuyuan.sunset, kashgar.sunrise),
    'light somewhere': after(kashgar.sunset, fuyuan.sunrise),
    'Fuyuan’s day': after(fuyuan.sunset, fuyuan.sunrise),
    'Lhasa’s day': after(lhasa.sunset, lhasa.sunrise),
  };
}

export function charts(): Record<string, string> {
  const rows = row.map((city) => [city.name, (of(city).sunset - of(city).sunrise).toFixed(2)]);
  return { 'Daylight on 24 November 2026': table(['City', 'Hours'], rows) };
}

/** Each city's light as a bar on Beijing's clock, with the sun's own noon as a dot. */
export async function draw(): Promise<string> {
  const box: Plot = { left: 520, top: 70, right: 1560, bottom: 990 };
  const x = { from: 6, to: 20, ticks: [] };
  const across = (hour: number) => scale(x, { from: 0, to: 1, ticks: [] }, box)(hour, 0)[0];
  const step = (box.bottom - box.top) / row.length;
  const hours = [6, 8, 10, 12, 14, 16, 18, 20].map(
    (hour) =>
      line([across(hour), box.top], [across(hour), box.bottom]) +
      text(across(hour), box.bottom + 62, `${hour}:00`, { anchor: 'middle', fill: palette.grey, size: 36 }),
  );
  const bars = row.map((city, index) => {
    const { sunrise, noon, sunset } = of(city);
    const y = box.top + step * (index + 0.5);
    return (
      text(box.left - 28, y + 15, city.name, { size: 44, weight: 600, anchor: 'end' }) +
      rect(across(sunrise), y - 20, across(sunset) - across(sunrise), 40, accents.ochre.pale) +
      dot([across(noon), y], 20, accents.ochre.strong)
    );
  });
  return sheetOf(...hours, ...bars);
}

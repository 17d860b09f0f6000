/** Clocks and suns: what a zone's clock shows, when it was changed, and where the sun stands. */
import { getTimes } from 'suncalc';

/** Seconds that a zone's clock is ahead of UTC at an instant, from the runtime's own time zone database. */
export function offsetAt(zone: string): (instant: number) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'gregory',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  return (instant) => {
    const part = Object.fromEntries(
      format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]),
    );
    const shown = Date.UTC(part.year!, part.month! - 1, part.day, part.hour, part.minute, part.second);
    return Math.round((shown - Math.floor(instant / 1000) * 1000) / 1000);
  };
}

export type Change = { at: Date; before: number; after: number };

/** Every change of a zone's offset between two years, to the second. Finds any that lasts twelve hours. */
export function changes(zone: string, from: number, to: number): Change[] {
  const offset = offsetAt(zone);
  const half = 43_200_000;
  const found: Change[] = [];
  let before = offset(Date.UTC(from, 0, 1));
  for (let t = Date.UTC(from, 0, 1); t < Date.UTC(to + 1, 0, 1); t += half) {
    const after = offset(t);
    if (after === before) continue;
    let [low, high] = [t - half, t];
    while (high - low > 1000) {
      const middle = Math.floor((low + high) / 2000) * 1000;
      if (offset(middle) === before) low = middle;
      else high = middle;
    }
    found.push({ at: new Date(high), before, after });
    before = after;
  }
  return found;
}

/** +08:05:43 as hours, minutes and, if there are any, seconds. */
export function offsetWords(seconds: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const s = seconds % 60;
  return `UTC+${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}${s ? `:${two(s)}` : ''}`;
}

export type City = { name: string; lat: number; lon: number };

/** Coordinates to a hundredth of a degree: less than 1.2 km, or three seconds of sun time. */
export const cities = {
  kashgar: { name: 'Kashgar', lat: 39.47, lon: 75.99 },
  urumqi: { name: 'Ürümqi', lat: 43.83, lon: 87.62 },
  lhasa: { name: 'Lhasa', lat: 29.65, lon: 91.12 },
  chengdu: { name: 'Chengdu', lat: 30.66, lon: 104.06 },
  beijing: { name: 'Beijing', lat: 39.9, lon: 116.41 },
  shanghai: { name: 'Shanghai', lat: 31.23, lon: 121.47 },
  harbin: { name: 'Harbin', lat: 45.75, lon: 126.65 },
  fuyuan: { name: 'Fuyuan', lat: 48.36, lon: 134.3 },
} satisfies Record<string, City>;

/** The sun over a city on a day of Beijing time; `month` counts from 1. Each figure in hours of Beijing time. */
export function sun({ lat, lon }: City, year: number, month: number, day: number) {
  const times = getTimes(new Date(Date.UTC(year, month - 1, day, 4)), lat, lon);
  const hours = (at: Date | null) => {
    if (!at) throw new RangeError('the sun neither rises nor sets');
    return ((at.getTime() + 8 * 3_600_000) % 86_400_000) / 3_600_000;
  };
  return { sunrise: hours(times.sunrise), noon: hours(times.solarNoon), sunset: hours(times.sunset) };
}

/** 15.117 as 15:07, rounded to the nearest minute. */
export function hm(hours: number): string {
  const minutes = Math.round(hours * 60);
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
}

/** 3.47 hours as "3 hours 28 minutes". */
export function spell(hours: number): string {
  const minutes = Math.round(hours * 60);
  const [h, m] = [Math.floor(minutes / 60), minutes % 60];
  return [h && `${h} hour${h === 1 ? '' : 's'}`, m && `${m} minute${m === 1 ? '' : 's'}`]
    .filter(Boolean)
    .join(' ');
}

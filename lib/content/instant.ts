/** Days and instants as content writes them. */

const instantPattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2})$/;
export const dayPattern = /^\d{4}-\d{2}-\d{2}$/;

/** A day that exists. */
export function isDay(value: string): boolean {
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
}

/** What is wrong with an instant, and how to mend it; nothing if it has date, time and zone. */
export function faultInInstant(value: string): { what: string; mend: string } | undefined {
  const day = value.slice(0, 10);
  if (instantPattern.test(value) && isDay(day) && !Number.isNaN(Date.parse(value))) return undefined;
  const example = dayPattern.test(day) && isDay(day) ? day : '2026-11-24';
  const time = /[T ](\d{2}:\d{2}(?::\d{2})?)$/.exec(value)?.[1];
  const zoneless = time !== undefined && isDay(day);
  const what = zoneless ? `"${value}" has no time zone` : `"${value}" is not a date with time and zone`;
  const clock =
    time && Number(time.slice(0, 2)) < 24 ? (time.length === 5 ? `${time}:00` : time) : '09:00:00';
  return { what, mend: `write ${example}T${clock}+08:00` };
}

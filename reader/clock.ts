/** The running date line's text, in the form the newspaper has had since 2014: `01/22/2025 11:03:09 am`. */

export type Clock = (at: Date) => string;

/** By a known distance from UTC, in minutes: costs nothing, while a browser's table of zones takes it 16 ms or more. */
export function clockAt(offset: number): Clock {
  return (at) => {
    const local = new Date(at.getTime() + offset * 60_000).toISOString();
    const [, year, month, day, hour, rest] = /^\+?(\d+)-(\d+)-(\d+)T(\d+)(:\d+:\d+)/.exec(local) ?? [];
    const twelve = String(Number(hour) % 12 || 12).padStart(2, '0');
    return `${month}/${day}/${year} ${twelve}${rest} ${Number(hour) < 12 ? 'am' : 'pm'}`;
  };
}

/** By the browser's own table of zones. */
export function clockIn(timeZone: string): Clock {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hour12: true,
  });
  return (at) => {
    const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
    const time = `${part.hour}:${part.minute}:${part.second} ${part.dayPeriod?.toLowerCase()}`;
    return `${part.month}/${part.day}/${part.year} ${time}`;
  };
}

/** The text in another form: `$1` month, `$2` day, `$3` year, `$4` time, `$5` the word for the half of the day. */
export function inForm(text: string, form: string | null, halves: string | null): string {
  const [morning = 'am', afternoon = 'pm'] = halves?.split(' ') ?? [];
  const half = text.endsWith('am') ? morning : afternoon;
  return form ? text.replace(/(\d+)\/(\d+)\/(\d+) (\S+) .*/, form.replace('$5', half)) : text;
}

/** The page's offset while it holds; a page that outlived it asks the browser. */
export function clockFor(zone: string, offset: string | null, until: string | null, now: Date): Clock {
  const holds = offset !== null && (until === null || now < new Date(until));
  return holds ? clockAt(Number(offset)) : clockIn(zone);
}

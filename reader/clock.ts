/** The running date line's text, in the form the newspaper has had since 2014: `01/22/2025 11:03:09 am`. */

/** Formats instants in one zone; made once, used each second. */
export function clockIn(timeZone: string): (at: Date) => string {
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

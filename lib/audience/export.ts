/** A report as a file for other programs: CSV for spreadsheets, NDJSON for scripts. */
import type { Answer } from '#lib/http/asked.ts';
import type { Report } from './shapes.ts';

type Row = Readonly<{
  kind: string;
  name: string;
  address: string;
  views: number | '';
  engaged_seconds: number | '';
  read_through: number | '';
  onward: number | '';
}>;
const columns = ['kind', 'name', 'address', 'views', 'engaged_seconds', 'read_through', 'onward'] as const;

export function exportOf(report: Report, as: 'csv' | 'ndjson'): Answer {
  const rows = rowsOf(report);
  const body =
    as === 'csv'
      ? [columns.join(','), ...rows.map((row) => columns.map((column) => cell(row[column])).join(','))].join(
          '\r\n',
        )
      : rows.map((row) => JSON.stringify(row)).join('\n');
  const { first, last } = report.range;
  return {
    status: 200,
    headers: {
      'content-type': as === 'csv' ? 'text/csv; charset=utf-8' : 'application/x-ndjson; charset=utf-8',
      'content-disposition': `attachment; filename="audience-${first}-${last}.${as}"`,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    },
    // Spreadsheets take a file for UTF-8 only if it begins with this mark.
    body: `${as === 'csv' ? '\uFEFF' : ''}${body}${as === 'csv' ? '\r\n' : '\n'}`,
  };
}

function rowsOf(report: Report): Row[] {
  const { page: only, figures, pages, line, sources, campaigns, devices, countries, robots } = report;
  const part = (kind: string) => (each: Report['sources'][number]) => ({
    kind,
    name: each.kind ? `${each.kind}: ${each.name}` : each.name,
    address: '',
    views: each.views,
    engaged_seconds: each.engaged,
    read_through: '' as const,
    onward: '' as const,
  });
  const of = (
    kind: string,
    name: string,
    address: string,
    { views, engaged, readThrough, onward }: Report['figures'],
  ) => ({
    kind,
    name,
    address,
    views,
    engaged_seconds: engaged,
    read_through: readThrough,
    onward,
  });
  return [
    of('total', only?.title ?? '', only?.address ?? '', figures),
    ...pages.map(({ page, figures: each }) => of('page', page.title, page.address, each)),
    ...line.map(({ at, views }) => ({
      ...part('time')({ name: at, views, engaged: 0 }),
      engaged_seconds: '' as const,
    })),
    ...sources.map(part('source')),
    ...campaigns.map(part('campaign')),
    ...devices.map(part('device')),
    ...countries.map(part('country')),
    ...robots.map(part('robot')),
  ];
}

/** RFC 4180; a text that a spreadsheet would take for a formula is marked as text (OWASP, CSV injection). */
function cell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

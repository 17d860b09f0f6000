/** The tables of a soak: by thirds, and minute by minute. */
import type { Row, Table } from './figures.ts';
import { median, quantile } from './portal.ts';
import { type Answered, p99, type Sample, thirds } from './soak-verdict.ts';

/** `data`: megabytes of the data folder. */
export type Look = Sample & Readonly<{ data: number }>;

export function memoryByThird(looks: readonly Look[], length: number): Table {
  const row = (name: string, of: (look: Look) => number) => ({
    name,
    cells: thirds(looks, length).map((part) => median(part.map(of))),
  });
  const rows = [
    row('memory of the portal, MiB', ({ portal }) => portal),
    row('memory of the apps, MiB', ({ apps }) => apps),
    row('open descriptors', ({ descriptors }) => descriptors),
    row('data folder, MB', ({ data }) => data),
  ];
  const columns = ['first', 'middle', 'last'].map((name) => ({ name: `${name} third`, digits: 0 }));
  return { caption: 'Medians', of: 'what', columns, rows };
}

export function answersByThird(answers: readonly Answered[], length: number): Table {
  const kinds = [...new Set(answers.map(({ kind }) => kind))].sort();
  const rows: Row[] = kinds.map((name) => {
    const list = answers.filter(({ kind }) => kind === name);
    const p50 = median(list.map(({ ms }) => ms));
    return { name, cells: [list.length, p50, ...thirds(list, length).map(p99)] };
  });
  const columns = [
    { name: 'answers', digits: 0 },
    { name: 'p50', unit: 'ms', digits: 1 },
    ...['first', 'middle', 'last'].map((third) => ({ name: `p99, ${third} third`, unit: 'ms', digits: 0 })),
  ];
  return { caption: 'Answers', of: 'kind', columns, rows };
}

export function byMinute(looks: readonly Look[], answers: readonly Answered[], minutes: number): Table {
  const rows: Row[] = Array.from({ length: Math.ceil(minutes) }, (_, minute) => {
    const within = ({ at }: Readonly<{ at: number }>) => Math.floor(at / 60) === minute;
    const took = answers.filter(within).map(({ ms }) => ms);
    const then = looks.filter(within);
    const memory = [median(then.map(({ portal }) => portal)), median(then.map(({ apps }) => apps))];
    return {
      name: String(minute + 1),
      cells: [
        took.length,
        median(took),
        quantile(took, 0.99),
        ...memory,
        median(then.map((look) => look.descriptors)),
      ],
    };
  });
  const columns = [
    { name: 'answers', digits: 0 },
    { name: 'p50', unit: 'ms', digits: 1 },
    { name: 'p99', unit: 'ms', digits: 0 },
    { name: 'portal', unit: 'MiB', digits: 0 },
    { name: 'apps', unit: 'MiB', digits: 0 },
    { name: 'descriptors', digits: 0 },
  ];
  return { caption: 'Minute by minute', of: 'minute', columns, rows };
}

/** What makers of other counters publish about theirs, with the address where it stands. Nothing here was measured by us. */
import type { Table } from './figures.ts';

export const published: Table = {
  caption: 'What others publish (looked up in December 2026)',
  of: 'who',
  columns: [{ name: 'what' }, { name: 'figure' }, { name: 'where' }],
  rows: [
    {
      name: 'GoatCounter',
      cells: [
        'page views a second, with the pages of the counter still responsive, on a server for 5 $ a month (January 2020)',
        'about 800',
        'https://github.com/arp242/goatcounter/issues/303',
      ],
    },
    {
      name: 'GoatCounter 2.0',
      cells: [
        'its dashboard for a month out of a million views of 1,000 pages in a year, on 2 cores, from a laptop elsewhere (2021): SQLite; PostgreSQL',
        '3.7 s; 1.2 s',
        'https://github.com/arp242/goatcounter/blob/master/docs/benchmark.markdown',
      ],
    },
    {
      name: 'GoatCounter 2.0',
      cells: [
        'the same out of ten million views',
        '19.4 s; 2.7 s',
        'https://github.com/arp242/goatcounter/blob/master/docs/benchmark.markdown',
      ],
    },
    {
      name: 'GoatCounter',
      cells: ['what it adds to a page', 'about 3.5 KB', 'https://github.com/arp242/goatcounter#readme'],
    },
    {
      name: 'Plausible',
      cells: ['its script', '2.5 KB', 'https://github.com/plausible/website/pull/1016/files'],
    },
    {
      name: 'Plausible',
      cells: [
        'loading the main graph of its demonstration, after the move to ClickHouse (May 2020)',
        'about 500 ms',
        'https://plausible.io/blog/may-2020-recap',
      ],
    },
    {
      name: 'Statnive Live',
      cells: [
        'page views a minute on one server of 8 cores, with ClickHouse; its script gzipped',
        'a million; 687 bytes',
        'https://statnive-website.pages.dev/blog/million-page-views-per-minute-analytics-engineering',
      ],
    },
    {
      name: 'Umami, Matomo',
      cells: ['events a second on a machine that is named', 'none found', ''],
    },
  ],
};

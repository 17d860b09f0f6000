/** Lighthouse's mobile run (slow phone, slow line, both simulated) over the front and three stories. */
import { setTimeout as wait } from 'node:timers/promises';
import { chromium } from '@playwright/test';
import { launch } from 'chrome-launcher';
import lighthouse, { type Result } from 'lighthouse';
import { findBrowser } from '../e2e/support/browser.ts';
import { extent, portAt } from './extent.ts';
import type { Figures, Row } from './figures.ts';
import { median, startPortal } from './portal.ts';

const pages = [
  '/',
  '/articles/one-clock-for-all-of-china',
  '/articles/sunrise-in-kashgar',
  '/articles/zhongguo-weishenme-yong-yige-shizhong',
];
const categories = ['performance', 'accessibility', 'best-practices', 'seo'] as const;
const runs = extent(5, 1);
const columns = [
  ...categories.map((name) => ({ name })),
  { name: 'LCP', unit: 'ms', digits: 0 },
  { name: 'CLS', digits: 3 },
  { name: 'TBT', unit: 'ms', digits: 0 },
];

export async function bench(): Promise<Figures> {
  // With windows: the other one keeps no page that it has left, and the report would blame the pages for it.
  const { executablePath = chromium.executablePath(), args = [] } = findBrowser('with windows');
  const portal = await startPortal({ port: portAt(3), dataDir: '.data/bench/lighthouse' });
  const chrome = await launch({ chromePath: executablePath, chromeFlags: ['--headless=new', ...args] }).catch(
    async (error) => {
      await portal.stop();
      throw error;
    },
  );
  await wait(extent(60_000, 5_000)); // Cards are drawn first, on the same cores.
  const rows: Row[] = [];
  const remarks: string[] = [];
  let last: Result | undefined;
  try {
    for (const page of pages) {
      const reports: Result[] = [];
      while (reports.length < runs) reports.push(await measured(portal.origin + page, chrome.port));
      const score = (name: string) =>
        Math.round(median(reports.map((lhr) => (lhr.categories[name]?.score ?? 0) * 100)));
      const audit = (name: string) =>
        median(reports.map((lhr) => lhr.audits[name]?.numericValue ?? Number.NaN));
      const cells = [
        ...categories.map(score),
        audit('largest-contentful-paint'),
        audit('cumulative-layout-shift'),
        audit('total-blocking-time'),
      ];
      rows.push({ name: page, cells });
      last = reports.at(-1);
      for (const { id, title, score: found } of Object.values(reports[0]?.audits ?? {}))
        if (found !== null && found < 0.9) remarks.push(`${page}: ${title} (${id}, ${found}).`);
    }
    return {
      tables: [{ caption: `Median of ${runs} runs`, of: 'page', columns, rows }],
      remarks,
      versions: [
        `Lighthouse ${last?.lighthouseVersion}`,
        `Chromium ${chromiumOf(last?.environment.hostUserAgent)}`,
      ],
    };
  } finally {
    chrome.kill();
    await portal.stop();
  }
}

/** One run; its traces sometimes lack their beginning with a newer Chromium, and then it asks to be run again. */
async function measured(url: string, port: number, tries = 3): Promise<Result> {
  const result = await lighthouse(url, { port, logLevel: 'error' });
  if (!result) throw new Error(`Lighthouse gave no result for ${url}`);
  const { runtimeError } = result.lhr;
  if (!runtimeError) return result.lhr;
  if (tries <= 1) throw new Error(`${url}: ${runtimeError.message}`);
  return measured(url, port, tries - 1);
}

const chromiumOf = (agent = '') => /Chrome\/([\d.]+)/.exec(agent)?.[1] ?? 'of unknown version';

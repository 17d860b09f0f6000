/** Lighthouse's mobile run (slow phone, slow line, both simulated) over the front and three stories. */
import { launch } from 'chrome-launcher';
import lighthouse, { type Result } from 'lighthouse';
import { findBrowser } from '../e2e/support/browser.ts';
import { median, startPortal } from './portal.ts';

const pages = [
  '/',
  '/articles/one-clock-for-all-of-china',
  '/articles/sunrise-in-kashgar',
  '/articles/zhongguo-weishenme-yong-yige-shizhong',
];
const categories = ['performance', 'accessibility', 'best-practices', 'seo'] as const;
const runs = 5;

export async function bench(): Promise<void> {
  const { executablePath, args = [] } = findBrowser();
  const portal = await startPortal({ port: 3203, dataDir: '.data/bench/lighthouse' });
  const chrome = await launch({ chromePath: executablePath, chromeFlags: ['--headless=new', ...args] });
  try {
    console.log(`| page | ${categories.join(' | ')} | LCP ms | CLS | TBT ms |`);
    console.log(`|---|${'---|'.repeat(categories.length + 3)}`);
    for (const page of pages) {
      const reports: Result[] = [];
      while (reports.length < runs) reports.push(await measured(portal.origin + page, chrome.port));
      const score = (name: string) =>
        Math.round(median(reports.map((lhr) => (lhr.categories[name]?.score ?? 0) * 100)));
      const audit = (name: string) =>
        median(reports.map((lhr) => lhr.audits[name]?.numericValue ?? Number.NaN));
      const figures = [
        ...categories.map(score),
        Math.round(audit('largest-contentful-paint')),
        audit('cumulative-layout-shift'),
        Math.round(audit('total-blocking-time')),
      ];
      console.log(`| ${page} | ${figures.join(' | ')} |`);
      for (const { id, title, score: found } of Object.values(reports[0]?.audits ?? {})) {
        if (found !== null && found < 0.9) console.log(`<!-- ${page} ${id} ${found}: ${title} -->`);
      }
    }
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

/** A first visit as a slow phone makes it: what a page asks for, in bytes and requests, and when its largest part is there. */
import { type Browser, chromium } from '@playwright/test';
// Lighthouse's own figures for "slow 4G" and a mid-range phone, as DevTools apply them.
import { throttling } from 'lighthouse/core/config/constants.js';
import { findBrowser } from '../e2e/support/browser.ts';

const { requestLatencyMs, downloadThroughputKbps, uploadThroughputKbps, cpuSlowdownMultiplier } =
  throttling.mobileSlow4G;
/** Kilobits as DevTools count them, in bytes. */
const bytes = (kilobits: number) => (kilobits * 1024) / 8;

/** What is asked for is put into these; anything else is `other`. */
export const kinds = ['Document', 'Stylesheet', 'Script', 'Font', 'Image', 'other'] as const;
export type Kind = (typeof kinds)[number];

export type Visit = Readonly<{
  /** Bytes over the line, heads included, by kind. */
  bytes: Readonly<Record<Kind, number>>;
  requests: number;
  /** Milliseconds until the largest contentful paint, as the browser says it. */
  lcp: number;
}>;

export const conditions = `${Math.round(requestLatencyMs)} ms for each request, ${(downloadThroughputKbps / 1024).toFixed(2)} Mbit/s down, processor ${cpuSlowdownMultiplier} times slower, 412 × 823 points at 1.75 pixels`;

export function openBrowser(): Promise<Browser> {
  return chromium.launch(findBrowser());
}

/** Once, with nothing in the cache; what comes within two seconds after everything has loaded counts too. */
export async function visit(browser: Browser, url: string): Promise<Visit> {
  const context = await browser.newContext({
    serviceWorkers: 'block', // What a worker fetches isn't the page's, and wouldn't be seen.
    viewport: { width: 412, height: 823 },
    deviceScaleFactor: 1.75,
    isMobile: true,
    hasTouch: true,
  });
  try {
    const page = await context.newPage();
    const line = await context.newCDPSession(page);
    const kindOf = new Map<string, Kind>();
    const sums: Record<Kind, number> = { Document: 0, Stylesheet: 0, Script: 0, Font: 0, Image: 0, other: 0 };
    let requests = 0;
    line.on('Network.requestWillBeSent', ({ requestId, type = 'other', request }) => {
      if (!request.url.startsWith('http')) return; // Pictures within a style sheet cost nothing on the line.
      requests++;
      kindOf.set(requestId, kinds.find((kind) => kind === type) ?? 'other');
    });
    line.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      const kind = kindOf.get(requestId);
      if (kind) sums[kind] += encodedDataLength;
    });
    await line.send('Network.enable');
    await line.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: requestLatencyMs,
      downloadThroughput: bytes(downloadThroughputKbps),
      uploadThroughput: bytes(uploadThroughputKbps),
    });
    await line.send('Emulation.setCPUThrottlingRate', { rate: cpuSlowdownMultiplier });
    await page.goto(url, { waitUntil: 'load', timeout: 120_000 });
    await page.waitForTimeout(2000);
    const lcp = await page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          setTimeout(resolve, 5000, Number.NaN); // Nothing was painted.
          new PerformanceObserver((list) =>
            resolve(list.getEntries().at(-1)?.startTime ?? Number.NaN),
          ).observe({ type: 'largest-contentful-paint', buffered: true });
        }),
    );
    return { bytes: sums, requests, lcp };
  } finally {
    await context.close();
  }
}

/** A page that fails its test if anything is wrong behind the scenes: console, policy, foreign hosts. */
import { test as base, expect } from '@playwright/test';
import { difficult, real } from './sites.ts';

const hosts = new Set([new URL(real.origin).host, new URL(difficult.origin).host]);

export { expect };
export const test = base.extend<{ complaints: string[] }>({
  /** What went wrong so far; checked to be empty when the test ends. */
  complaints: [
    async ({ page, context }, use) => {
      const part = () => Math.floor(Math.random() * 256);
      await context.setExtraHTTPHeaders({ 'x-forwarded-for': `10.${part()}.${part()}.${part()}` });
      const complaints: string[] = [];
      page.on('console', (message) => {
        const expected = /status of (404|410)|Service Worker registration blocked/.test(message.text());
        if (['error', 'warning'].includes(message.type()) && !expected) complaints.push(message.text());
      });
      page.on('pageerror', (error) => complaints.push(String(error)));
      context.on('request', (request) => {
        const url = new URL(request.url());
        if (url.protocol !== 'data:' && !hosts.has(url.host)) complaints.push(`a request to ${url.host}`);
      });
      context.on('requestfailed', (request) => {
        const reason = request.failure()?.errorText ?? '';
        if (reason !== 'net::ERR_ABORTED') complaints.push(`${request.url()}: ${reason}`);
      });
      await page.addInitScript(() => {
        document.addEventListener('securitypolicyviolation', (event) => {
          console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`);
        });
      });
      await use(complaints);
      expect(complaints).toEqual([]);
    },
    { auto: true },
  ],
});

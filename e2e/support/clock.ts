/** The page's clock in the hands of the test: left to itself it would run on while a busy machine is slow. */
import type { Page } from '@playwright/test';

/** Before the page is opened: its clock stands at `at` until `page.clock.runFor` moves it. */
export async function stopClock(page: Page, at: string | number = Date.now()): Promise<void> {
  const time = new Date(at).getTime();
  // A clock is installed running and can only be stopped later than that; a minute, since installing may take a while.
  await page.clock.install({ time: time - 60_000 });
  await page.clock.pauseAt(time);
}

/** By keyboard alone: everything can be reached, seen while it has the focus, and left again. */
import { difficult } from './support/sites.ts';
import { expect, test } from './support/watched.ts';

for (const address of [
  '/',
  '/articles/one-clock-for-all-of-china',
  `${difficult.origin}/articles/every-component`,
]) {
  test(`${address} can be walked from the skip link to its foot`, async ({ page }) => {
    await page.goto(address);
    const reachable = await page.evaluate(() => {
      const all = document.querySelectorAll<HTMLElement>('a[href], button, summary, [tabindex="0"]');
      return [...all].filter((each) => each.checkVisibility()).length;
    });
    const reached: string[] = [];
    for (let step = 0; step < reachable; step++) {
      await page.keyboard.press('Tab');
      const at = await page.evaluate(() => {
        const element = document.activeElement as HTMLElement;
        const box = element.getBoundingClientRect();
        const style = getComputedStyle(element);
        const inView = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
        return {
          name: `${element.tagName} ${element.textContent?.trim().slice(0, 30)}`,
          inView: inView && box.width > 0 && box.height > 0,
          outline: style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) >= 2,
        };
      });
      expect(at, at.name).toMatchObject({ inView: true, outline: true });
      reached.push(at.name);
    }
    expect(reached[0]).toBe('A Skip to the text');
    expect(reached.at(-1)).toMatch(/^A /);
    const last = await page.evaluate(() => document.activeElement?.closest('footer') !== null);
    expect(last, 'the walk ends in the foot of the page').toBe(true);
  });
}

test('the skip link goes past the masthead', async ({ page }) => {
  await page.goto('/articles/one-clock-for-all-of-china');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  const inMain = await page.evaluate(() => document.activeElement?.closest('main') !== null);
  expect(inMain).toBe(true);
});

test('every link and button is at least 24 px in one direction it stands alone in', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 800 });
  await page.goto('/');
  const small = await page.evaluate(() => {
    const all = [...document.querySelectorAll<HTMLElement>('nav a, .topline a, button, summary')];
    return all
      .filter((each) => each.checkVisibility() && !each.closest('p'))
      .map((each) => ({ text: each.textContent?.trim(), height: each.getBoundingClientRect().height }))
      .filter(({ height }) => height < 24);
  });
  expect(small).toEqual([]);
});

test('a wide table scrolls by itself, by keyboard too', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 800 });
  await page.goto(`${difficult.origin}/articles/every-component`);
  const table = page.getByRole('group', { name: 'Table' });
  await table.focus();
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => table.evaluate((element) => element.scrollLeft)).toBeGreaterThan(0);
});

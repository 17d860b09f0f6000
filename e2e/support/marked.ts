/** Whether every text of a page is marked as being in its language, as far as letters tell. */
import type { Page } from '@playwright/test';

/** Texts in Chinese characters that aren't said to be Chinese or Japanese, and in Latin letters that are. */
export function wronglyMarked(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const langOf = (element: Element | null) => element?.closest('[lang]')?.getAttribute('lang') ?? '';
    const isSpoken = (element: Element | null) => !element?.closest('script, style, noscript, code');
    const found: string[] = [];
    const check = (text: string, element: Element | null) => {
      const lang = langOf(element);
      const isChinese = /^(zh|ja)\b/.test(lang);
      // Zones in dates are written so by every language's own rules, and file names have none.
      const isLatin =
        /\p{Script=Latin}{2,}/u.test(text.replace(/GMT/g, '')) && !/^[\w./-]+$/.test(text.trim());
      if (isChinese ? isLatin : /\p{Script=Han}/u.test(text))
        found.push(`${lang} <${element?.tagName.toLowerCase()}> ${text.trim().slice(0, 60)}`);
    };
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode())
      if (isSpoken(node.parentElement)) check(node.textContent ?? '', node.parentElement);
    // Attributes can't be marked word by word: one with Chinese in it has to stand in Chinese.
    for (const element of document.querySelectorAll('[alt], [aria-label], [title]'))
      for (const name of ['alt', 'aria-label', 'title']) {
        const text = element.getAttribute(name) ?? '';
        const isMostlyHan = (text.match(/\p{Script=Han}/gu)?.length ?? 0) > text.length / 3;
        if (isMostlyHan) check(text.replace(/\p{Script=Latin}/gu, ''), element);
      }
    return found;
  });
}

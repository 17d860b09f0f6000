import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { Article } from '#components/story/Article.tsx';
import { Body } from '#components/story/Body.tsx';
import { readBody } from '#lib/content/body.ts';
import { contentOf, editionOf, story } from '#lib/edition/edition.test.stories.ts';
import type { AudienceMode } from '#lib/edition/model.ts';
import { articleView } from '#lib/edition/views.ts';
import { toDocument } from '#lib/press/document.ts';
import { faultsIn } from '../../e2e/support/html.ts';
import { AudienceNotice } from './AudienceNotice.tsx';
import { PageView } from './PageView.tsx';

const siteWith = (mode: AudienceMode, keepDays = 30) => contentOf([], { audience: { mode, keepDays } }).site;
const pixel = '/api/audience/pixel.gif?page=%2Fsections%2Fchina%2Fpage%2F2';

describe('a page that is counted', () => {
  test('says its address, and has a picture for readers without script, which nobody else fetches', () => {
    const page = renderToStaticMarkup(
      <main>
        <PageView site={siteWith('aggregate')} address="/sections/china/page/2" />
      </main>,
    );
    expect(page).toBe(
      `<main><page-view address="/sections/china/page/2"><noscript><img src="${pixel}" alt="" width="1" height="1"/></noscript></page-view></main>`,
    );
  });

  test('is none where nobody is counted', () => {
    expect(renderToStaticMarkup(<PageView site={siteWith('off')} address="/" />)).toBe('');
  });

  test('ends, if it is a story, right after its text', () => {
    const edition = editionOf(contentOf([story('one')], { audience: { mode: 'daily', keepDays: 30 } }));
    const [whole, view] = [edition.story('one'), articleView(edition, 'one')];
    if (!whole || !view) throw new Error('no story');
    const page = renderToStaticMarkup(<Article site={edition.site} story={whole} view={view} url="/x" />);
    expect(page).toMatch(
      /The text of one\.<\/p><page-view address="\/articles\/one">.*<\/page-view><\/div><footer/,
    );
  });
});

const noticeIn = (mode: AudienceMode, keepDays = 30) =>
  renderToStaticMarkup(<AudienceNotice audience={{ mode, keepDays }} />);

describe('the notice', () => {
  test('says of each mode what is true of it, and nothing that is true of another', () => {
    const said = {
      off: 'does not count its readers',
      both: 'for how many seconds the page was open and in use',
      aggregate: 'No mark is kept by which one reader could be told from another',
      daily: 'a random number that is made anew each day, and 20 bits of the result are kept with the view',
    };
    const claims = (mode: AudienceMode) =>
      Object.keys(said).filter((name) => noticeIn(mode).includes(said[name as keyof typeof said]));
    expect(claims('off')).toEqual(['off']);
    expect(claims('aggregate')).toEqual(['both', 'aggregate']);
    expect(claims('daily')).toEqual(['both', 'daily']);
  });

  test('says how long single page views are kept', () => {
    expect(noticeIn('daily', 30)).toContain('are deleted after 30 days.');
    expect(noticeIn('aggregate', 1)).toContain('are deleted after one day.');
  });

  test('has a form that works without script, and none where there is nothing to object to', () => {
    for (const mode of ['aggregate', 'daily'] as const) {
      expect(noticeIn(mode)).toContain('<form action="/api/audience/choice" method="post">');
      expect(noticeIn(mode)).toMatch(/<button type="submit" value="no"[^>]* name="count">/);
      expect(noticeIn(mode)).toMatch(/<button type="submit" value="yes"[^>]* name="count">/);
      for (const id of ['counted', 'not-counted']) expect(noticeIn(mode)).toContain(`id="${id}"`);
    }
    expect(noticeIn('off')).not.toContain('<form');
  });

  test('stands where a page names it, with what the site says', () => {
    const { body } = readBody('Text.\n\n<AudienceNotice />', 1, 'en', 'Page');
    if (!body) throw new Error('no body');
    const page = (mode: AudienceMode) =>
      renderToStaticMarkup(<Body body={body} lang="en" audience={siteWith(mode, 7).audience} />);
    expect(page('daily')).toBe(`<div class="body"><p>Text.</p>${noticeIn('daily', 7)}</div>`);
    expect(page('off')).toBe(`<div class="body"><p>Text.</p>${noticeIn('off')}</div>`);
  });
});

test('both are valid HTML, and pass the press', async () => {
  const body = `${noticeIn('daily')}${renderToStaticMarkup(<PageView site={siteWith('daily')} address="/privacy" />)}`;
  const html = `<!DOCTYPE html><html lang="en"><head><title>T</title><link rel="stylesheet" href="/a.css"></head><body><main><h1>T</h1>${body}</main></body></html>`;
  const document = toDocument(html);
  expect(document).toContain('<page-view address="/privacy"><noscript><img');
  expect(document).toContain('<audience-choice><form');
  expect(await faultsIn(document, 'privacy')).toEqual([]);
});

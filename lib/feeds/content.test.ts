import type { Root } from 'hast';
import { h } from 'hastscript';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { story } from '#lib/edition/edition.test.stories.ts';
import type { Figure, Story } from '#lib/edition/model.ts';
import { hashOf } from '#lib/edition/objects.ts';
import { contentOf } from './content.ts';

beforeAll(() => void vi.stubEnv('SITE_URL', 'https://news.example'));
afterAll(() => void vi.unstubAllEnvs());

describe('a story’s text', () => {
  const withBody = (children: Root['children'], more: Partial<Story> = {}) => {
    const body = { text: '', words: 0, tree: { type: 'root' as const, children } };
    return contentOf(
      story('one', { body, ...more }),
      hashOf(JSON.stringify([children, more])),
      'Asia/Shanghai',
    );
  };
  /** A component as the content check leaves it. */
  const component = (
    tagName: string,
    properties: Record<string, string | number>,
    children: Root['children'] = [],
  ) => ({ type: 'element', tagName, properties, children }) as Root['children'][number];
  const picture = {
    hash: 'a'.repeat(32),
    width: 1600,
    height: 1000,
    format: 'png',
    file: 'pictures/one.png',
  } as const;

  test('has full addresses, those inside the story too', () => {
    const link = (href: string) => h('p', h('a', { href }, 'x'));
    expect(withBody([link('/articles/two'), link('#user-content-fn-1'), link('https://example.org/a')])).toBe(
      '<p><a href="https://news.example/articles/two">x</a></p>' +
        '<p><a href="https://news.example/articles/one#user-content-fn-1">x</a></p>' +
        '<p><a href="https://example.org/a">x</a></p>',
    );
  });

  test('shows pictures with their credit, the lead first', () => {
    const words = { alt: 'A harbour', credit: 'Data desk', rights: 'CC BY 4.0' };
    const lead: Figure = { picture, focus: { x: 0.5, y: 0.5 }, ...words };
    const figure = component('Figure', {
      ...picture,
      focusX: 0.5,
      focusY: 0.5,
      ...words,
      caption: 'At night.',
    });
    const content = withBody([figure], { lead });
    expect(content).toMatch(
      /^<figure><img src="https:\/\/news\.example\/media\/[0-9a-f]+\/1200\.jpg" alt="A harbour" width="1200" height="750"><figcaption>Data desk \/ CC BY 4\.0<\/figcaption><\/figure>/,
    );
    expect(content).toContain('<figcaption>At night. Data desk / CC BY 4.0</figcaption></figure>');
  });

  test('has our components as what they are: quotations, lists, tables', () => {
    const table = h('table', h('tbody', h('tr', h('td', '1'))));
    expect(withBody([component('PullQuote', { by: 'Amy', role: 'sailor' }, [h('p', 'Words.')])])).toBe(
      '<blockquote><p>Words.</p><p>— Amy, sailor</p></blockquote>',
    );
    expect(withBody([component('FactBox', { title: 'Facts' }, [h('p', 'One.')])])).toBe(
      '<blockquote><p><strong>Facts</strong></p><p>One.</p></blockquote>',
    );
    expect(withBody([component('Note', {}, [h('p', 'One.')])])).toContain('<strong>Note</strong>');
    expect(
      withBody([
        component('Timeline', { title: 'Then' }, [
          component('Event', { date: '1912', label: 'Spring 1912' }, [h('p', 'It began.')]),
        ]),
      ]),
    ).toBe('<p><strong>Then</strong></p><ul><li><strong>Spring 1912</strong><p>It began.</p></li></ul>');
    expect(withBody([component('Chart', { title: 'Rain', unit: 'mm', source: 'We' }, [table])])).toBe(
      '<figure><p><strong>Rain, mm</strong></p><table><tbody><tr><td>1</td></tr></tbody></table><figcaption>Source: We</figcaption></figure>',
    );
    expect(
      withBody([
        component('LocatorMap', { alt: 'Where it is' }, [
          component('Place', { name: 'Beijing', lat: 1, lon: 2 }),
        ]),
      ]),
    ).toBe(
      '<figure><p><a href="https://news.example/articles/one">Where it is</a></p><figcaption>Beijing</figcaption></figure>',
    );
    expect(
      withBody([
        component('Entry', { at: '2026-11-24T09:30:00+08:00', id: 'e-1', title: 'News' }, [
          h('p', 'It is so.'),
        ]),
      ]),
    ).toBe('<h2>News</h2><p><strong>24 November 2026 at 09:30 GMT+8</strong></p><p>It is so.</p>');
  });
});

import type { Element, Nodes } from 'hast';
import { describe, expect, test } from 'vitest';
import { readBody } from './body.ts';

const body = (markdown: string, lang = 'en') => {
  const { body: read, findings } = readBody(markdown, 1, lang);
  expect(findings).toEqual([]);
  if (!read) throw new Error('no body');
  return read;
};
const find = (node: Nodes, tagName: string): Element[] =>
  'children' in node
    ? node.children.flatMap((child) => [
        ...(child.type === 'element' && child.tagName === tagName ? [child] : []),
        ...find(child, tagName),
      ])
    : [];

describe('the text of a body', () => {
  test('has each block on a line: paragraphs, quotations, items and the lists inside them, cells', () => {
    const { text } = body(
      'One\ntwo.\n\n> First.\n>\n> Second.\n\n- Item *one*\n  - Inside\n- Item two\n\n| a | b |\n|---|---|\n| c | d |',
    );
    expect(text.split('\n')).toEqual([
      'One two.',
      'First.',
      'Second.',
      'Item one',
      'Inside',
      'Item two',
      'a',
      'b',
      'c',
      'd',
    ]);
  });

  test('has what stands inside components, and neither props nor arrows of footnotes', () => {
    const { text } = body('Text.[^1]\n\n<Note label="Aside">\n\nIn a note.\n\n</Note>\n\n[^1]: Below.');
    expect(text.split('\n')).toEqual(['Text.1', 'In a note.', 'Footnotes', 'Below.']);
  });
});

describe('typography in a body', () => {
  test('quotes are paired over a line, through emphasis, links and code', () => {
    expect(body('She said "*yes*, `"x"` and [no](/)" twice.').text).toBe('She said “yes, "x" and no” twice.');
  });

  test('code is left alone', () => {
    expect(body('A "b" `"c" -- d`.\n\n```\n"e" -- f\n```').text).toBe('A “b” "c" -- d.\n"e" -- f');
  });

  test('a list item is set whether or not a list follows in it', () => {
    expect(body('- "one"\n  - "two"\n- "three"').text).toBe('“one”\n“two”\n“three”');
  });

  test('props that are read are set, names and numbers are not', () => {
    const { tree } = body('<FactBox title="The &#34;year&#34; -- in 3 km">\n\nText.\n\n</FactBox>');
    expect(find(tree, 'FactBox')[0]?.properties.title).toBe('The “year”\u00A0– in 3\u00A0km');
  });

  test('Chinese in English is marked, but not in code', () => {
    const { tree } = body('The word 北京 and `北京`.');
    expect(find(tree, 'span').map(({ properties }) => properties)).toEqual([{ lang: 'zh-Hans' }]);
  });
});

describe('the tree of a body', () => {
  test('headings have ids of their own that links lead to', () => {
    const { anchors } = readBody('## One\n\n### One\n\n## “Two” & three', 1, 'en');
    expect(anchors).toEqual(['one', 'one-1', 'two--three']);
  });

  test('components are elements with checked props: numbers are numbers', () => {
    const { tree } = body('<LocatorMap alt="A">\n  <Place name="X" lat="39.9" lon="-116" />\n</LocatorMap>');
    expect(find(tree, 'Place')[0]?.properties).toEqual({ name: 'X', lat: 39.9, lon: -116 });
  });

  test('an event on one line and one on many come out alike', () => {
    const { tree } = body(
      '<Timeline title="T">\n  <Event date="1912">Text.</Event>\n\n<Event date="1912">\n\nText.\n\n</Event>\n</Timeline>',
    );
    const [one, many] = find(tree, 'Event');
    expect(one).toEqual(many);
  });

  test('it is data: nothing but elements and text, nothing that JSON can’t hold', () => {
    const { tree } = body('Text[^1] *x*.\n\n<Note>\n\n- a\n- [x] b\n\n</Note>\n\n[^1]: Note.');
    const types = new Set<string>();
    const visit = (node: Nodes) => {
      types.add(node.type);
      expect(node).not.toHaveProperty('position');
      if ('children' in node) node.children.forEach(visit);
    };
    visit(tree);
    expect([...types].sort()).toEqual(['element', 'root', 'text']);
    expect(JSON.parse(JSON.stringify(tree))).toEqual(tree);
  });
});

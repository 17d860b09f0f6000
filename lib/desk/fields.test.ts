import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import {
  addItem,
  bodyStart,
  fieldsOf,
  NotEditable,
  removeItem,
  replaceText,
  setField,
  textOf,
  unsetField,
} from './fields.ts';

const plain = ['---', 'id: a-story', '# Who decided?', 'status: published # by Amy', 'topics: [time]', '---'];
const fileOf = (lines: readonly string[], body = '\nThe body.\n') => `${lines.join('\n')}\n${body}`;
const lined = (text: string) => text.split('\n').slice(1, -4);

describe('a field', () => {
  test('is written where it stands, and its comment stays', () => {
    expect(lined(setField(fileOf(plain), 'status', 'withdrawn'))).toEqual([
      'id: a-story',
      '# Who decided?',
      'status: withdrawn # by Amy',
      'topics: [time]',
    ]);
  });

  test('that is new stands under the one named, else under the last', () => {
    const text = setField(fileOf(plain), 'withdrawnReason', 'It was wrong.', 'status');
    expect(lined(setField(text, 'kicker', 'Time'))).toEqual([
      'id: a-story',
      '# Who decided?',
      'status: published # by Amy',
      'withdrawnReason: It was wrong.',
      'topics: [time]',
      'kicker: Time',
    ]);
  });

  test.each([
    ["status: 'published'", "status: 'withdrawn'"],
    ['status: "published"', 'status: "withdrawn"'],
    ['status:   published', 'status:   withdrawn'],
    ['"status": published', '"status": withdrawn'],
    ['status: >\n  published', 'status: withdrawn'],
    ['status: >-\n  published\n', 'status: withdrawn\n'],
    ['status:\n  published', 'status:\n  withdrawn'],
  ])('%j becomes %j', (old, edited) => {
    const text = fileOf(['---', 'id: a-story', old, 'kind: news', '---']);
    expect(setField(text, 'status', 'withdrawn')).toBe(
      fileOf(['---', 'id: a-story', edited, 'kind: news', '---']),
    );
  });

  test.each([
    'Wrong: all of it',
    'We are #1',
    '- no',
    'true',
    '2026',
    '“Quoted”, with commas',
    '"',
    "\\ or '",
  ])('arrives as it was said: %s', (reason) => {
    const text = setField(fileOf(plain), 'withdrawnReason', reason);
    expect(fieldsOf(text).withdrawnReason).toBe(reason);
    expect(text.split('\n')).toHaveLength(fileOf(plain).split('\n').length + 1);
  });

  test('taken out goes with all its lines, and without it nothing changes', () => {
    const text = fileOf([
      '---',
      'id: x',
      'standfirst: >',
      '  Long',
      '  text.',
      '# note',
      'kind: news',
      '---',
    ]);
    expect(unsetField(text, 'standfirst')).toBe(fileOf(['---', 'id: x', '# note', 'kind: news', '---']));
    expect(unsetField(text, 'kicker')).toBe(text);
  });
});

describe('a list', () => {
  const change = (line: string, how: (text: string) => string) =>
    how(fileOf(['---', 'id: x', ...line.split('\n'), 'kind: news', '---']))
      .split('\n')
      .slice(2, -5)
      .join('\n');
  test.each([
    ['formerly: [a]', 'formerly: [a, new]'],
    ['formerly: [a, b,]', 'formerly: [a, b, new,]'],
    ['formerly: []', 'formerly: [new]'],
    ['formerly: [ a, # first\n  b ] # both', 'formerly: [ a, # first\n  b, new ] # both'],
    ['formerly:\n  - a # first\n  - b', 'formerly:\n  - a # first\n  - b\n  - new'],
    ['formerly:\n- a', 'formerly:\n- a\n- new'],
  ])('%j gets an item: %j', (old, edited) => {
    expect(change(old, (text) => addItem(text, 'formerly', 'new'))).toBe(edited);
  });

  test.each([
    ['formerly: [old, b]', 'formerly: [b]'],
    ['formerly: [a, old, b] # x', 'formerly: [a, b] # x'],
    ['formerly: [a, old]', 'formerly: [a]'],
    ['formerly: [a, old,]', 'formerly: [a,]'],
    ['formerly:\n  - a # first\n  - old # gone\n  - b', 'formerly:\n  - a # first\n  - b'],
    ['formerly: [a]', 'formerly: [a]'],
  ])('%j loses an item: %j', (old, edited) => {
    expect(change(old, (text) => removeItem(text, 'formerly', 'old'))).toBe(edited);
  });

  test('begins with its first item and ends with its last', () => {
    const begun = addItem(fileOf(plain), 'formerly', 'old');
    expect(lined(begun).at(-1)).toBe('formerly: [old]');
    expect(removeItem(begun, 'formerly', 'old')).toBe(fileOf(plain));
  });
});

test('a text deep inside is replaced alone, in a file without fences too', () => {
  const site =
    'name: X\nfronts:\n  home: # first\n    slots:\n      - story: "old" # lead\n      - {story: other}\n';
  expect(replaceText(site, ['fronts', 'home', 'slots', 0, 'story'], 'new')).toBe(site.replace('old', 'new'));
});

test.each([
  ['braces', '---\n{id: x}\n---\nText.\n'],
  ['YAML that can’t be read', '---\nid: "x\n---\nText.\n'],
  ['no end', '---\nid: x\n'],
  ['a question mark', '---\n? status\n: draft\n---\nText.\n'],
  ['lone CR', '---\nid: x\rstatus: draft\n---\nText.\n'],
])('what can’t be edited safely is refused: %s', (_, text) => {
  expect(() => unsetField(text, 'status')).toThrow(NotEditable);
});

test('bytes that are not UTF-8 are refused', () => {
  expect(() => textOf(Uint8Array.of(0x2d, 0xff))).toThrow(NotEditable);
});

/** Front matter in every spelling that editors use. */
const word = fc.stringMatching(/^[a-z]{1,8}$/);
const prose = fc.constantFrom('Text', 'Two words', '北京 time', 'Émile', 'A “quoted” word');
const comment = fc.option(
  word.map((text) => ` # ${text}`),
  { nil: '' },
);
const scalar = fc.oneof(
  fc.tuple(prose, comment).map(([text, note]) => ` ${text}${note}`),
  fc.tuple(prose, comment).map(([text, note]) => `  "${text}"${note}`),
  fc.tuple(prose, comment).map(([text, note]) => ` '${text}'${note}`),
  fc
    .tuple(fc.constantFrom('>', '|', '>-', '|+'), prose)
    .map(([sign, text]) => ` ${sign}\n  ${text}\n  more\n`),
  prose.map((text) => ` ${text}\n  and on`),
);
const items = fc.array(word, { minLength: 1, maxLength: 4 });
const list = fc.oneof(
  fc.tuple(items, comment).map(([words, note]) => ` [${words.join(', ')}]${note}`),
  items.map((words) => words.map((each) => `\n  - ${each}`).join('')),
  items.map((words) => words.map((each) => `\n- ${each} # ${each}`).join('')),
  items.map((words) => words.map((each) => `\n  - title: ${each}\n    note: ${each}`).join('')),
);
const between = fc.constantFrom('', '', '# A comment.\n', '\n');
const field = fc.tuple(between, word, fc.oneof(scalar, list)).map(([above, name, value]) => ({
  name: `x-${name}`,
  text: (known: string) => `${above}${known}:${value}\n`,
}));
const file = fc
  .record({
    fields: fc.uniqueArray(field, { maxLength: 6, selector: ({ name }) => name }),
    status: fc.constantFrom(
      'status: draft',
      'status: "draft"',
      "status: 'draft' # not yet",
      'status: >-\n  draft',
    ),
    at: fc.nat(6),
    body: fc.constantFrom(
      '\nThe body.\n',
      'No line above.',
      '---\n\nText\r\nmixed\n',
      '\n字\n\n---\nstatus: x\n',
    ),
    end: fc.constantFrom('\n', '\r\n'),
    mark: fc.constantFrom('', '\uFEFF'),
    tail: fc.constantFrom('', '# The end.\n', '\n'),
  })
  .map(({ fields, status, at, body, end, mark, tail }) => {
    const lines = fields.map(({ name, text }) => text(name));
    lines.splice(Math.min(at, lines.length), 0, `${status}\n`);
    return mark + `---\n${lines.join('')}${tail}---\n`.replaceAll('\n', end) + body;
  })
  .filter((text) => {
    try {
      return (
        typeof parse(text.slice(text.indexOf('\n') + 1, bodyStart(text)).replace(/---\s*$/, '')) === 'object'
      );
    } catch {
      return false;
    }
  });

describe('any front matter', () => {
  test('a field that is set and unset leaves the same bytes', () => {
    fc.assert(
      fc.property(file, prose, fc.constantFrom('status', undefined), (text, value, after) => {
        const set = setField(text, 'withdrawnReason', value, after);
        expect(set).not.toBe(text);
        expect(Buffer.from(unsetField(set, 'withdrawnReason'))).toEqual(Buffer.from(text));
        const listed = addItem(text, 'formerly', 'old');
        expect(Buffer.from(removeItem(listed, 'formerly', 'old'))).toEqual(Buffer.from(text));
      }),
      { numRuns: 500 },
    );
  });

  test('only the field differs, and the body never does', () => {
    fc.assert(
      fc.property(file, (text) => {
        const edited = setField(text, 'status', 'withdrawn');
        expect(edited.slice(bodyStart(edited))).toBe(text.slice(bodyStart(text)));
        expect(fieldsOf(edited)).toEqual({ ...fieldsOf(text), status: 'withdrawn' });
        const lines = (all: string) => all.split('\n').filter((line) => !/status|draft|withdrawn/.test(line));
        expect(lines(edited)).toEqual(lines(text));
      }),
      { numRuns: 500 },
    );
  });
});

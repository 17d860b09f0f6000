/** Parses a body. Where the parser gives up, says so in an editor's words, takes the spot out and reads on. */
import type { Root } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkMdx from 'remark-mdx';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import type { Finding, Position } from './problem.ts';

type Point = Position & { offset?: number };
type Parsed = Readonly<{
  /** With spots taken out if there are findings; nothing if even that didn't help. */
  tree?: Root;
  findings: readonly Finding[];
}>;
/** A fault with where it is mended, and the text without it: as long as before, so that places stay. */
type Fault = Readonly<{
  what: string;
  mend: string;
  offset: number;
  rest: string;
  /** Components whose tags don't match: what is said of them afterwards follows from this fault. */
  names?: readonly string[];
}>;

const parser = unified().use(remarkParse).use(remarkGfm).use(remarkMdx).freeze();
/** Nobody mends more at once; a body that needs more is told the first. */
const mostFaults = 40;

/** Positions count from the body's first line. */
export function parseBody(source: string): Parsed {
  const findings: Finding[] = [];
  const blamed = new Set<string>();
  let text = source;
  for (let faults = 0; faults < mostFaults; faults++) {
    try {
      return { tree: parser.parse(text), findings };
    } catch (error) {
      const { what, mend, offset, rest, names = [] } = faultIn(error, text);
      if (!names.some((name) => blamed.has(name))) findings.push({ ...positionAt(text, offset), what, mend });
      for (const name of names) blamed.add(name);
      if (rest === text) break;
      text = rest;
    }
  }
  return { findings };
}

/** Line and column of a place in a text. */
export function positionAt(text: string, offset: number): Position {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}

function faultIn(error: unknown, text: string): Fault {
  const { reason, message, place } = error as {
    reason?: string;
    message?: string;
    place?: Point | { start: Point };
  };
  const says = reason ?? message ?? String(error);
  const start = place && ('start' in place ? place.start : place);
  // Of an unclosed tag the place is where its paragraph begins, or none; the message says where the tag is.
  const unclosed = /^Expected a closing tag/.test(says);
  const at = (unclosed ? undefined : start?.offset) ?? offsetSaid(says, text);
  if (/Could not parse import\/exports/.test(says)) return importFault(text, at);
  if (/expression|acorn|spread/i.test(says)) return braceFault(text, at);
  if (/closing tag|closing slash `\/` in tag, expected an open tag/i.test(says))
    return tagFault(text, at, says);
  if (/in attribute value|attribute name/.test(says))
    return quoteFault(text, at) ?? angleFault(text, at, says);
  return angleFault(text, at, says);
}

/** `(3:1-3:7)` in a message. */
function offsetSaid(says: string, text: string): number {
  const [, line = 1, column = 1] = (/\((\d+):(\d+)/.exec(says) ?? []).map(Number);
  const before = text.split('\n').slice(0, line - 1);
  return before.reduce((sum, each) => sum + each.length + 1, 0) + column - 1;
}

/** Another character of the same length in the place of what can't be read. */
const replaceAt = (text: string, offset: number, by: string) =>
  text.slice(0, offset) + by + text.slice(offset + by.length);

const noCode = 'import and export are not allowed: a story is data';

function importFault(text: string, at: number): Fault {
  const begins = [...text.slice(0, at + 1).matchAll(/^(?:import|export)\b/gm)].at(-1)?.index ?? at;
  return {
    what: noCode,
    mend: 'delete the line; in a sentence, begin the line with another word',
    offset: begins,
    rest: replaceAt(text, begins, (text[begins] ?? '').toUpperCase()),
  };
}

function braceFault(text: string, at: number): Fault {
  const offset = outermostBrace(text, at);
  return {
    what: 'an {expression} is not allowed: a story is data',
    mend: 'delete it, or write \\{ for a brace in the text',
    offset,
    rest: replaceAt(text, offset, '('),
  };
}

/** The brace that is still open at a place, braces in code and those with a backslash apart. */
function outermostBrace(text: string, at: number): number {
  const open: number[] = [];
  for (const { 0: token, index } of text
    .slice(0, at)
    .matchAll(/\\.|^(`{3,}|~{3,})[\s\S]*?^\1|(`+)[\s\S]*?\2|[{}]/gm)) {
    if (token === '{') open.push(index);
    else if (token === '}') open.pop();
  }
  return open[0] ?? Math.max(0, text.lastIndexOf('{', at));
}

function tagFault(text: string, at: number, says: string): Fault {
  const offset = Math.max(0, text.lastIndexOf('<', at));
  const names = [...says.matchAll(/`<\/?([^`>\s]*)>?`/g)].map((match) => match[1] ?? '');
  const written = /^<\/?([\w.:-]*)/.exec(text.slice(offset))?.[1] ?? '';
  const fault = { offset, rest: replaceAt(text, offset, '‹'), names: [...names, written] };
  if (/^[a-z]/.test(written)) return { ...fault, ...html(written) };
  if (/^Unexpected closing tag/.test(says))
    return {
      ...fault,
      what: `</${written}> stands where <${names[1] ?? ''}> should be closed`,
      mend: `write </${names[1] ?? ''}>, or take one of them out`,
    };
  if (/closing slash/.test(says))
    return {
      ...fault,
      what: `</${written}> closes nothing`,
      mend: `write <${written} …> before it, or delete it`,
    };
  return {
    ...fault,
    what: `<${written}> is not closed`,
    mend: `write </${written}> after its text, or <${written} … /> if there is none; text on lines of its own has a blank line around it`,
  };
}

export const html = (name: string) => ({
  what: `HTML is not allowed: <${name}>`,
  mend: 'use Markdown or a component; write &lt; for the sign',
});

/**
 * A quotation that is never closed is noticed at its end, or where the next one begins.
 * Nothing if the tag at fault has no values: then it is more likely a sign in the text.
 */
function quoteFault(text: string, at: number): Fault | undefined {
  const whole =
    /<\/?[A-Za-z][\w.:-]*(?:\s+[A-Za-z_][\w:-]*(?:=(?:"[^"\n]*"|'[^'\n]*'|\{[^}\n]*\}))?)*\s*\/?>/y;
  const tags = [...text.slice(0, at + 1).matchAll(/<\/?([A-Za-z][\w.:-]*)/g)];
  const broken = tags.find(({ index }) => {
    whole.lastIndex = index;
    return !whole.test(text);
  });
  const offset = broken?.index ?? Math.max(0, text.lastIndexOf('<', at));
  const name = broken?.[1] ?? '';
  const line = text.slice(offset).split('\n')[0] ?? '';
  if (!/["']/.test(line)) return undefined;
  const odd = (line.split('"').length + line.split("'").length) % 2 === 1;
  return {
    what: odd ? `a value of <${name}> is not closed` : `<${name}> can’t be read`,
    mend: 'write each value in straight double quotes, with spaces between: name="value"',
    offset,
    rest: replaceAt(text, offset, '‹'),
    names: [name],
  };
}

function angleFault(text: string, at: number, says: string): Fault {
  const offset = text.lastIndexOf('<', at);
  if (offset < 0)
    return { what: `can’t be read: ${says}`, mend: 'look for a stray < or {', offset: at, rest: text };
  if (text.startsWith('<!--', offset)) return commentFault(text, offset);
  const fault = { offset, rest: replaceAt(text, offset, '‹') };
  if (/before attribute value/.test(says)) {
    const names = [/^<([\w.:-]*)/.exec(text.slice(offset))?.[1] ?? ''];
    const mend = 'write it in straight double quotes: name="value"';
    return { ...fault, offset: at, what: 'a value without quotes', mend, names };
  }
  const address = /^<(?:https?:|mailto:|[^\s<>]+@)[^\s<>]*>?/.exec(text.slice(offset))?.[0];
  if (address !== undefined) {
    const rest = replaceAt(text, offset, ' '.repeat(address.length));
    return { ...fault, rest, what: 'an address in < >', mend: 'write [text](address)' };
  }
  const tag = /^<\/?([A-Z]\w*)/.exec(text.slice(offset));
  if (tag?.[1] !== undefined)
    return { ...fault, names: [tag[1]], what: `${tag[0]} is no whole tag`, mend: `write ${tag[0]}>` };
  return {
    ...fault,
    what: 'a < that begins no component',
    mend: 'write &lt; for the sign, or mend the component',
  };
}

function commentFault(text: string, offset: number): Fault {
  const closing = text.indexOf('-->', offset);
  const end = closing < 0 ? offset + 4 : closing + 3;
  return {
    what: 'an HTML comment',
    mend: 'delete it; notes to yourself stand in the git history',
    offset,
    rest: replaceAt(text, offset, text.slice(offset, end).replace(/[^\n]/g, ' ')),
  };
}

/** Says in an editor's words what the MDX parser could not read. */
import type { Finding } from './problem.ts';

type Point = { line: number; column: number };
type Fault = { reason?: string; message?: string; place?: Point | { start: Point } };

export function explainSyntax(error: unknown, firstLine: number): Finding {
  const { reason, message, place } = error as Fault;
  const start = place && ('start' in place ? place.start : place);
  const text = reason ?? message ?? String(error);
  const position = { line: (start?.line ?? 1) + firstLine - 1, column: start?.column ?? 1 };
  return { ...position, ...words(text) };
}

function words(text: string): { what: string; mend: string } {
  if (/\(U\+0021\) before name/.test(text))
    return { what: 'an HTML comment', mend: 'delete it; notes to yourself stand in the git history' };
  if (/before name|before attribute name|in name|after self-closing slash|in closing tag/.test(text)) {
    return { what: 'a < that begins no component', mend: 'write &lt; for the sign, or mend the component' };
  }
  if (/before attribute value/.test(text))
    return { what: 'a value without quotes', mend: 'write it in straight double quotes: name="value"' };
  if (/expression|acorn|spread/i.test(text))
    return {
      what: 'an {expression} is not allowed: a story is data',
      mend: 'delete it, or write \\{ for a brace in the text',
    };
  if (/closing tag|Expected a closing/.test(text))
    return {
      what: text.replace(/\s*\(\d+:\d+.*?\)/g, ''),
      mend: 'close the component with </Name>, or write <Name … />',
    };
  return { what: `can't be read: ${text}`, mend: 'look for a stray <, { or an unclosed component' };
}

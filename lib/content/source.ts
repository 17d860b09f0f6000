/** Reads a content file's bytes: encoding, forbidden characters, front matter and body with their first lines. */
import type { Finding, Position } from './problem.ts';

export type Source = Readonly<{
  yaml: string;
  /** Line of the file on which the YAML begins. */
  yamlLine: number;
  body: string;
  bodyLine: number;
}>;

/**
 * What no editor shows: controls, separators that other programs count as line ends,
 * and Unicode's Bidi_Control, which makes text read otherwise than it is stored (CVE-2021-42574).
 */
const unseen =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
  /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u2028\u2029\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g;
const bidirectional = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/;

/** The text of a file, without a byte order mark and with LF line ends; lines and columns stay as they are. */
export function decode(bytes: Uint8Array): { text: string; findings: Finding[] } {
  const findings: Finding[] = [];
  const encoding = encodingOf(bytes);
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    text = new TextDecoder(encoding).decode(bytes);
    const place = encoding === 'utf-8' ? firstBroken(bytes) : { line: 1, column: 1 };
    findings.push({ ...place, what: 'not valid UTF-8', mend: 'save the file as UTF-8' });
  }
  text = text.replace(/\r\n?/g, '\n');
  for (const [index, line] of text.split('\n').entries()) {
    for (const match of line.matchAll(unseen)) {
      const code = match[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
      const kind = bidirectional.test(match[0]) ? 'bidirectional control' : 'control';
      findings.push({
        line: index + 1,
        column: match.index + 1,
        what: `a ${kind} character (U+${code})`,
        mend: 'delete it: it can’t be seen, and it changes what is read',
      });
    }
  }
  return { text, findings };
}

/** What a byte order mark says, so that of a file in another encoding the rest can be judged too. */
function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}

/** Splits a story or page at its fences. */
export function split(text: string): Source | Finding {
  const lines = text.split('\n');
  const first = lines[0] ?? '';
  if (first.trimEnd() !== '---') {
    const what = first.startsWith('---') ? `the fence "${first.trimEnd()}" is not plain` : 'no front matter';
    const mend = first.startsWith('---')
      ? 'write --- alone; other languages than YAML are not read'
      : 'begin the file with a line ---';
    return { line: 1, column: 1, what, mend };
  }
  const end = lines.findIndex((line, index) => index > 0 && line.trimEnd() === '---');
  if (end < 0)
    return {
      line: 1,
      column: 1,
      what: 'the front matter does not end',
      mend: 'write a line --- before the body',
    };
  return {
    yaml: lines.slice(1, end).join('\n'),
    yamlLine: 2,
    body: lines.slice(end + 1).join('\n'),
    bodyLine: end + 2,
  };
}

/** Where the first byte that is not UTF-8 stands. A line's end is never part of a longer character. */
function firstBroken(bytes: Uint8Array): Position {
  let line = 1;
  let start = 0;
  for (let at = 0; at <= bytes.length; at++) {
    if (at < bytes.length && bytes[at] !== 0x0a) continue;
    const column = firstBrokenColumn(bytes.subarray(start, at));
    if (column !== undefined) return { line, column };
    line++;
    start = at + 1;
  }
  return { line: 1, column: 1 };
}

function firstBrokenColumn(line: Uint8Array): number | undefined {
  const text = new TextDecoder('utf-8').decode(line);
  const encoder = new TextEncoder();
  let at = 0;
  for (let column = 0; column < text.length; column++) {
    // A replacement character that isn't written in the file stands for the broken byte.
    const written = line[at] === 0xef && line[at + 1] === 0xbf && line[at + 2] === 0xbd;
    if (text[column] === '\uFFFD' && !written) return column + 1;
    const character = String.fromCodePoint(text.codePointAt(column) ?? 0);
    at += encoder.encode(character).length;
    column += character.length - 1;
  }
  return undefined;
}

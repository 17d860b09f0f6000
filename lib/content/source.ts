/** Reads a content file's bytes: encoding, forbidden characters, front matter and body with their first lines. */
import type { Finding } from './problem.ts';

export type Source = Readonly<{
  yaml: string;
  /** Line of the file on which the YAML begins. */
  yamlLine: number;
  body: string;
  bodyLine: number;
}>;

/** The text of a file, without a byte order mark and with LF line ends; lines and columns stay as they are. */
export function decode(bytes: Uint8Array): { text: string; findings: Finding[] } {
  const findings: Finding[] = [];
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const line = firstBrokenLine(bytes);
    findings.push({ line, column: 1, what: 'not valid UTF-8', mend: 'save the file as UTF-8' });
    text = new TextDecoder('utf-8').decode(bytes);
  }
  text = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  for (const [index, line] of text.split('\n').entries()) {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
    for (const match of line.matchAll(/[\u0000-\u0008\u000B-\u001F\u007F\u202A-\u202E\u2066-\u2069]/g)) {
      const code = match[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
      const kind = match[0] > '\u2000' ? 'bidirectional control' : 'control';
      findings.push({
        line: index + 1,
        column: match.index + 1,
        what: `a ${kind} character (U+${code})`,
        mend: 'delete it',
      });
    }
  }
  return { text, findings };
}

/** Splits a story or page at its fences. */
export function split(text: string): Source | Finding {
  const lines = text.split('\n');
  const first = lines[0] ?? '';
  if (first.trimEnd() !== '---') {
    const what = first.startsWith('---') ? `the fence "${first}" is not plain` : 'no front matter';
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

/** The line of the first byte that is not UTF-8. */
function firstBrokenLine(bytes: Uint8Array): number {
  let line = 1;
  let start = 0;
  for (let at = 0; at <= bytes.length; at++) {
    if (at < bytes.length && bytes[at] !== 0x0a) continue;
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(start, at));
    } catch {
      return line;
    }
    line++;
    start = at + 1;
  }
  return 1;
}

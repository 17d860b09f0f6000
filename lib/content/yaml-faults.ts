/** Says in an editor's words what is wrong with YAML itself. */
import {
  type Document,
  isAlias,
  isNode,
  isScalar,
  type Node,
  type Scalar,
  visit,
  type YAMLError,
} from 'yaml';
import type { Finding, Position } from './problem.ts';

type Words = Readonly<{ what: string; mend: string }>;
type At = (offset: number) => Position;

const inQuotes = 'put the whole text in straight quotes: "…"';

/** What each of the parser's codes means to somebody who writes text. */
const words: Readonly<Record<string, Words>> = {
  DUPLICATE_KEY: { what: 'the same field twice', mend: 'keep one of them' },
  BLOCK_AS_IMPLICIT_KEY: { what: 'a colon and a space inside the text', mend: inQuotes },
  BAD_SCALAR_START: { what: 'a text can’t begin with this sign', mend: inQuotes },
  TAB_AS_INDENT: { what: 'a tab', mend: 'indent with spaces' },
  MULTIPLE_DOCS: {
    what: 'a line that ends the fields too early',
    mend: 'delete what stands before this line',
  },
  BAD_DQ_ESCAPE: {
    what: 'a backslash that means nothing',
    mend: 'write \\\\ for the sign, or use single quotes',
  },
  MULTILINE_IMPLICIT_KEY: { what: 'a line without a field name', mend: 'write name: value' },
};
const unclosed: Words = {
  what: 'a quotation mark that is never closed',
  mend: 'close it with the same sign',
};

/** Faults that leave the rest of the fields as they were meant. */
const harmless = new Set(['DUPLICATE_KEY']);
/** Faults that stand for themselves; of all others the first is told, for those after it follow from it. */
const independent = new Set(['DUPLICATE_KEY', 'BLOCK_AS_IMPLICIT_KEY', 'BAD_SCALAR_START', 'TAB_AS_INDENT']);

/** Every fault with its place, and whether the fields can be read in spite of them. */
export function yamlFaults(document: Document, at: At): { findings: Finding[]; readable: boolean } {
  const signs = signsWithMeaning(document, at);
  const findings = [...signs, ...textsCutShort(document, at)];
  const lines = new Set(signs.map(({ line }) => line));
  let followed = false;
  for (const error of document.errors) {
    const own = independent.has(error.code);
    const position = at(placeOf(error, document));
    if ((followed && !own) || (lines.has(position.line) && !harmless.has(error.code))) continue;
    if (!own) followed = true;
    lines.add(position.line);
    findings.push({ ...position, ...wordsFor(error) });
  }
  const readable = document.errors.every(({ code }) => harmless.has(code));
  return { findings, readable: readable && signs.length === 0 };
}

const isUnclosedQuote = ({ code, message }: YAMLError) => code === 'MISSING_CHAR' && /quote/.test(message);

function wordsFor(error: YAMLError): Words {
  if (isUnclosedQuote(error)) return unclosed;
  return (
    words[error.code] ?? {
      what: `can’t be read as YAML from here: ${error.message.split('\n')[0]}`,
      mend: 'look for a missing quote, bracket or colon, or lines that don’t begin at the same column',
    }
  );
}

/** The parser notices an unclosed quotation at the end of the text; it is mended where it begins. */
function placeOf(error: YAMLError, document: Document): number {
  let place = error.pos[0];
  if (!isUnclosedQuote(error)) return place;
  visit(document, {
    Scalar(_, { type, range }: Scalar) {
      if (type?.startsWith('QUOTE') && range) place = range[0];
    },
  });
  return place;
}

/** `*name`, `&name` and `!name` mean something in YAML and would silently be no part of the text. */
function signsWithMeaning(document: Document, at: At): Finding[] {
  const findings: Finding[] = [];
  const say = (node: Node, sign: string) => {
    const what = `a value that begins with ${sign} means something else in YAML`;
    findings.push({ ...at(node.range?.[0] ?? 0), what, mend: inQuotes });
  };
  visit(document, (_, node) => {
    if (!isNode(node)) return;
    if (isAlias(node)) say(node, '*');
    else if (node.anchor !== undefined) say(node, '&');
    else if (node.tag?.startsWith('!') || document.warnings.some(({ pos }) => isTagOf(pos[0], node)))
      say(node, '!');
  });
  return findings;
}

/** Fields in which readers read sentences. */
const prose = new Set(
  'headline shortHeadline standfirst kicker title description withdrawnReason alt caption credit rights note wrong right tagline text'.split(
    ' ',
  ),
);

/** ` #` begins a comment in YAML: `headline: We are #1` would silently go out as “We are”. */
function textsCutShort(document: Document, at: At): Finding[] {
  const findings: Finding[] = [];
  visit(document, {
    Pair(_, { key, value }) {
      if (!isScalar(key) || !prose.has(String(key.value)) || !isScalar(value)) return;
      if (value.type !== 'PLAIN' || typeof value.comment !== 'string' || !value.range) return;
      const what = 'the text ends before the #, where YAML begins a comment';
      findings.push({ ...at(value.range[1] + 1), field: String(key.value), what, mend: inQuotes });
    },
  });
  return findings;
}

const isTagOf = (offset: number, { range }: Node) =>
  range !== undefined && range !== null && range[0] === offset;

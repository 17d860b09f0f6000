/** Contentlayer's `markdown` hook: gives a body's checked tree as JSON, read once however often it is asked for. */
import type { Plugin } from 'unified';
import type { Body } from '#lib/edition/model.ts';
import { readBody } from './body.ts';

const known = new Map<string, Body>();

/** Bodies that the check has read in this process, by their source. */
export function rememberBody(source: string, body: Body): void {
  known.set(source.trim(), body);
}

export function forgetBodies(): void {
  known.clear();
}

export const bodyPlugin: Plugin = function () {
  let source = '';
  this.parser = (document) => {
    source = document;
    return { type: 'root', children: [] } as never;
  };
  this.compiler = () => {
    const body = known.get(source.trim()) ?? readAlone(source);
    return JSON.stringify(body);
  };
};

/** For Contentlayer's own command, which runs without the check before it. */
function readAlone(source: string): Body {
  const { body, findings } = readBody(source, 1, 'en');
  if (!body)
    throw new Error(
      findings.map(({ line, what, mend }) => `line ${line} of the body: ${what}; ${mend}`).join('\n'),
    );
  return body;
}

/** Contentlayer's `markdown` hook: gives a body's checked tree as JSON, as the check before it has read it. */
import type { Plugin } from 'unified';
import type { VFile } from 'vfile';
import type { Body } from '#lib/edition/model.ts';
import { readBody } from './body.ts';
import { typeAt } from './file.ts';
import { split } from './source.ts';

/** Bodies that the check has read in this thread, by their file's path under the content folder. */
const known = new Map<string, Body>();

export function rememberBody(file: string, body: Body): void {
  known.set(file, body);
}

export function forgetBodies(): void {
  known.clear();
}

/** Contentlayer hands over the whole file, front matter and all, and says in the VFile's data which one it is. */
export const bodyPlugin: Plugin = function () {
  let document = '';
  this.parser = (given) => {
    document = given;
    return { type: 'root', children: [] } as never;
  };
  this.compiler = (_: unknown, file: VFile) => {
    const { sourceFilePath } = file.data.rawDocumentData as { sourceFilePath: string };
    return JSON.stringify(known.get(sourceFilePath) ?? readAlone(document, sourceFilePath));
  };
};

/** For Contentlayer's own command, which runs without the check before it. */
function readAlone(document: string, file: string): Body {
  const source = split(document.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n'));
  if ('what' in source) throw new Error(`${source.what}; ${source.mend}`);
  const { body, findings } = readBody(source.body, source.bodyLine, 'en', typeAt(file));
  if (!body)
    throw new Error(findings.map(({ line, what, mend }) => `line ${line}: ${what}; ${mend}`).join('\n'));
  return body;
}

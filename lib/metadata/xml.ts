/** XML documents, and text that XML takes. */
import type { Element, Root } from 'xast';
import { toXml } from 'xast-util-to-xml';
import { x } from 'xastscript';

/** A document that only programs read. */
export const plainDocumentOf = (element: Element): string => documentWith(element);

/** A document with these parts, its declaration before them. */
export function documentWith(...children: Root['children']): string {
  const declared = { type: 'instruction', name: 'xml', value: 'version="1.0" encoding="utf-8"' } as const;
  const document: Root = { type: 'root', children: [declared, ...children] };
  // The serialiser leaves `]]>` as it is, which may not stand in text; there are no CDATA sections here that it could end.
  return `${toXml(document).replaceAll(']]>', ']]&gt;')}\n`;
}

/** An element with nothing but text in it. */
export const said = (name: string, text: string, attributes: Record<string, string> = {}): Element =>
  x(name, attributes, text.replace(notInXml, ''));

/** Characters that stand in no XML document, escaped or not (XML 1.0, 2.2). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it looks for.
const notInXml = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;

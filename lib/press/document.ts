/**
 * Turns a page as Next.js renders it into a document: no framework script, no flight data,
 * nothing inline that the Content-Security-Policy forbids. Works by a list of what may stay;
 * anything not on it stops the press, so that a new kind of output is looked at before readers get it.
 */
import { type DefaultTreeAdapterMap, defaultTreeAdapter, parse, serialize } from 'parse5';

type Node = DefaultTreeAdapterMap['node'];
type Element = DefaultTreeAdapterMap['element'];

/** Addresses in the page → addresses in the edition, e.g. `/assets/reader.js` → its hashed name. */
export type Replacements = Readonly<Record<string, string>>;

const keptElements = new Set(
  `html head title meta link body header footer main nav section article aside div span p h1 h2 h3 h4 h5 h6
  a ul ol li dl dt dd figure figcaption blockquote q cite table caption thead tbody tfoot tr th td colgroup col
  img picture source time em strong b i s del ins sub sup small mark abbr code pre kbd samp var br hr wbr bdi ruby rt rp
  form label input button select option output details summary search noscript dialog
  svg g path circle rect line text tspan polyline polygon title desc defs use clipPath
  running-date theme-switch share-row most-read page-view audience-choice live-story search-page save-story saved-stories`
    .split(/\s+/)
    .filter(Boolean),
);
const keptLinks = new Set([
  'stylesheet',
  'author',
  'canonical',
  'alternate',
  'icon',
  'apple-touch-icon',
  'manifest',
  'me',
  'preload',
  'prev',
  'search',
  'next',
  'license',
]);
const keptPreloads = new Set(['font', 'image', 'style']);
/** Attributes by which React and Next.js find their way; readers need none of them. */
const droppedAttributes = new Set([
  'data-precedence',
  'data-next-head',
  'data-dgst',
  'data-nscript',
  'data-rprec',
]);

/** How the inline scripts begin that Next.js, Turbopack and React write. */
const frameworkScript =
  /^\s*(\(?self\.__next_|\(?(globalThis|self)(\["|\.)TURBOPACK|requestAnimationFrame\(function\(\)\{\$R|\$R[A-Z]+=)/;

/** What stands in `noscript` is for readers too: it is read as elements and checked like the rest. */
const reading = { scriptingEnabled: false };

/** What Next.js would make the page of once more in the browser: half of what it sends. Read as HTML it takes as long as the rest. */
const flightData = /<script>self\.__next_f\.push\([\s\S]*?<\/script>/g;

/** @throws Error that names the first thing which may not stand in a reader's page. */
export function toDocument(html: string, replacements: Replacements = {}): string {
  const document = parse(html.replace(flightData, ''), reading);
  clean(document, replacements);
  const sheets = found(
    document,
    (element) => element.tagName === 'link' && attribute(element, 'rel') === 'stylesheet',
  );
  if (sheets.length !== 1)
    throw new Error(`${sheets.length} style sheets in the page; readers get exactly one`);
  hoist(document);
  return serialize(document, reading);
}

/** Moves structured data into the head: some clients read no further. */
function hoist(document: Node): void {
  const [head] = found(document, ({ tagName }) => tagName === 'head');
  const isData = (element: Element) => attribute(element, 'type') === 'application/ld+json';
  for (const data of found(document, isData)) {
    defaultTreeAdapter.detachNode(data);
    if (head) defaultTreeAdapter.appendChild(head, data);
  }
}

function clean(parent: Node, replacements: Replacements): void {
  if (!('childNodes' in parent)) return;
  for (const node of [...parent.childNodes]) {
    if (defaultTreeAdapter.isCommentNode(node)) defaultTreeAdapter.detachNode(node);
    else if (defaultTreeAdapter.isElementNode(node)) {
      if (isFramework(node)) defaultTreeAdapter.detachNode(node);
      else {
        check(node);
        tidy(node, replacements);
        clean(node, replacements);
      }
    }
  }
}

/** True for what Next.js and React add for their own use. */
function isFramework(element: Element): boolean {
  const { tagName } = element;
  if (tagName === 'script') {
    const source = attribute(element, 'src');
    if (source !== undefined) return source.startsWith('/_next/');
    return frameworkScript.test(textOf(element));
  }
  if (tagName === 'link') {
    const rel = attribute(element, 'rel');
    const as = attribute(element, 'as');
    if (rel === 'preconnect' && attribute(element, 'href') === '/') return true; // Next.js, where a font is not preloaded.
    return (rel === 'preload' && as === 'script') || rel === 'modulepreload' || rel === 'expect';
  }
  if (tagName === 'div')
    return attribute(element, 'hidden') !== undefined && element.childNodes.every(isEmptyNode);
  if (tagName === 'meta') return attribute(element, 'name') === 'next-size-adjust';
  return false;
}

const isEmptyNode = (node: Node) =>
  defaultTreeAdapter.isCommentNode(node as never) || (node.nodeName === '#text' && !textOf(node).trim());

function check(element: Element): void {
  const { tagName } = element;
  if (tagName === 'script') {
    const type = attribute(element, 'type');
    const own = type === 'module' && attribute(element, 'src')?.startsWith('/assets/');
    if (!own && type !== 'application/ld+json') refuse(element, 'a script that is not ours');
  } else if (!keptElements.has(tagName)) refuse(element, 'an element that is not on the list');
  if (tagName === 'link') {
    const rel = attribute(element, 'rel') ?? '';
    if (!keptLinks.has(rel)) refuse(element, 'a link that is not on the list');
    if (rel === 'preload' && !keptPreloads.has(attribute(element, 'as') ?? '')) refuse(element, 'a preload');
  }
  for (const { name, value } of element.attrs) {
    if (name === 'style') refuse(element, 'an inline style');
    if (name.startsWith('on')) refuse(element, 'an inline handler');
    if (/^(href|src|action|formaction)$/.test(name) && /^\s*(javascript|data|vbscript):/i.test(value)) {
      refuse(element, 'an address that runs');
    }
  }
}

function tidy(element: Element, replacements: Replacements): void {
  element.attrs = element.attrs
    .filter(({ name }) => !droppedAttributes.has(name))
    .map((each) => {
      const replacement = each.name === 'href' || each.name === 'src' ? replacements[each.value] : undefined;
      return replacement ? { ...each, value: replacement } : each;
    });
}

function refuse(element: Element, what: string): never {
  const attributes = element.attrs.map(({ name, value }) => ` ${name}="${value}"`).join('');
  const text = element.tagName === 'script' ? textOf(element).slice(0, 80) : '';
  throw new Error(`${what}: <${element.tagName}${attributes}>${text}`);
}

function attribute(element: Element, name: string): string | undefined {
  return element.attrs.find((each) => each.name === name)?.value;
}

function textOf(node: Node): string {
  if ('value' in node) return node.value;
  return 'childNodes' in node ? node.childNodes.map(textOf).join('') : '';
}

/** The elements under a node of which something is true, in their order. */
function found(node: Node, is: (element: Element) => boolean): Element[] {
  const own = defaultTreeAdapter.isElementNode(node as never) && is(node as Element) ? [node as Element] : [];
  const children = 'childNodes' in node ? node.childNodes : [];
  return [...own, ...children.flatMap((child) => found(child, is))];
}

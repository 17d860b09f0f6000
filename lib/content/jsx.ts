/** Components as they stand in a parsed body. */
import type { Nodes as Mdast } from 'mdast';
import type { MdxJsxFlowElement, MdxJsxTextElement } from 'mdast-util-mdx-jsx';

export type Jsx = MdxJsxFlowElement | MdxJsxTextElement;

export const isJsx = (node: Mdast): node is Jsx =>
  node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement';
export const isBlank = (node: Mdast) => node.type === 'text' && node.value.trim() === '';

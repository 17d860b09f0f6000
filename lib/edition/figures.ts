/** The figures in a body: which pictures it shows, and what a crop must keep of each. */
import type { Element, Nodes } from 'hast';
import type { Picture } from './model.ts';

/** A `Figure` in a body, as the content check left it. */
export type BodyFigure = Picture & Readonly<{ focusX: number; focusY: number }>;

export function figuresIn(node: Nodes | undefined): BodyFigure[] {
  if (!node) return [];
  if (node.type === 'element' && node.tagName === 'Figure') {
    const { hash, width, height, format, file, focusX, focusY } = (node as Element)
      .properties as unknown as BodyFigure;
    return [{ hash, width, height, format, file, focusX, focusY }];
  }
  return 'children' in node ? node.children.flatMap(figuresIn) : [];
}

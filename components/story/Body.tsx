/** A body's tree as React elements: Markdown's own and the vocabulary's, and nothing else. */
// biome-ignore-all lint/correctness/noComponentHookFactories: rendered once, on the server; nothing keeps state.

import type { Element, ElementContent, Root } from 'hast';
import { toJsxRuntime } from 'hast-util-to-jsx-runtime';
import type { ComponentProps, ReactNode } from 'react';
import { Fragment, jsx, jsxs } from 'react/jsx-runtime';
import { ChartOf } from '#components/charts/ChartOf.tsx';
import { LocatorMap } from '#components/charts/LocatorMap.tsx';
import { AudienceNotice } from '#components/site/AudienceNotice.tsx';
import type { Body as BodyData, Site } from '#lib/edition/model.ts';
import { wordsIn } from '#lib/words/story.ts';
import { BodyFigure } from './BodyFigure.tsx';
import { Event, FactBox, Note, PullQuote, Timeline } from './vocabulary.tsx';

type Cell = ComponentProps<'td'> & { node?: Element; align?: string };
type Props = Readonly<{
  body: Pick<BodyData, 'tree'>;
  lang: string;
  place?: string;
  /** How readers are counted, for pages that tell of it. */
  audience?: Site['audience'];
  /** What stands right after the text. */
  children?: ReactNode;
}>;

export function Body({ body, lang, place, audience, children }: Props) {
  const words = wordsIn(lang);
  const tree = place ? withDateline(body.tree, place) : body.tree;
  const content = toJsxRuntime(tree, {
    Fragment,
    jsx,
    jsxs,
    passNode: true,
    tableCellAlignToStyle: false, // The page's policy allows no inline style.
    components: {
      Figure: (props: { node?: Element }) => <BodyFigure {...props} lang={lang} />,
      PullQuote,
      FactBox,
      Timeline,
      Event,
      Note: (props: object) => <Note label={words.note} {...props} />,
      Chart: (props: { node?: Element }) => <ChartOf {...props} lang={lang} />,
      LocatorMap: (props: { node?: Element }) => <LocatorMap {...props} lang={lang} />,
      AudienceNotice: () => audience && <AudienceNotice audience={audience} />,
      td: ({ node: _, align, ...props }: Cell) => <td className={align && `align-${align}`} {...props} />,
      th: ({ node: _, align, ...props }: Cell) => <th className={align && `align-${align}`} {...props} />,
      // A wide table scrolls by itself, by keyboard too; the page doesn't.
      table: ({ node: _, ...props }: { node?: Element }) => (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms, and regions need names of their own.
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard (WCAG 2.1.1).
        <div className="table" role="group" aria-label={words.table} tabIndex={0}>
          <table {...props} />
        </div>
      ),
    } as Parameters<typeof toJsxRuntime>[1]['components'],
  });
  return (
    <div className="body">
      {content}
      {children}
    </div>
  );
}

/** The dateline's city stands at the head of the first paragraph. */
function withDateline(tree: Root, place: string): Root {
  const dateline: ElementContent = {
    type: 'element',
    tagName: 'b',
    properties: { className: ['dateline'] },
    children: [{ type: 'text', value: `${place} ` }],
  };
  const at = tree.children.findIndex((child) => child.type === 'element' && child.tagName === 'p');
  const children = tree.children.map((child, index) =>
    index === at && child.type === 'element' ? { ...child, children: [dateline, ...child.children] } : child,
  );
  return { ...tree, children };
}

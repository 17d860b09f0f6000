/** The name of a page, in its own language and direction; a link to its figures where there is somewhere to go. */
import type { PageName } from '#lib/audience/shapes.ts';
import { languageOf } from './figures.ts';
import { PlaceLink } from './PlaceLink.tsx';
import type { Span } from './place.ts';
import { titleOf } from './words.ts';

type Props = { page: PageName; span?: Span };

export function Headline({ page, span }: Props) {
  const title = titleOf(page);
  const name = (
    <span lang={languageOf(title)} dir="auto">
      {title}
    </span>
  );
  return span === undefined ? name : <PlaceLink to={{ span, page: page.key }}>{name}</PlaceLink>;
}

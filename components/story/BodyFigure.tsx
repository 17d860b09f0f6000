/** A picture inside a story. */
import type { Element } from 'hast';
import { PictureOf } from '#components/site/PictureOf.tsx';
import { Text } from '#components/site/Text.tsx';
import type { BodyFigure as FigureProps } from '#lib/edition/figures.ts';
import { bodyRendition } from '#lib/pictures/needed.ts';

type Props = FigureProps & { alt: string; caption?: string; credit: string; rights: string };

export function BodyFigure({ node, lang }: { node?: Element; lang: string }) {
  if (!node) return null;
  const { alt, caption, credit, rights, ...picture } = node.properties as unknown as Props;
  return (
    <figure>
      <PictureOf of={bodyRendition(picture)} alt={alt} sizes="(min-width: 48rem) 680px, 100vw" />
      <figcaption>
        {caption && (
          <>
            <Text lang={lang}>{caption}</Text>{' '}
          </>
        )}
        <small>
          <Text lang={lang}>{`${credit} / ${rights}`}</Text>
        </small>
      </figcaption>
    </figure>
  );
}

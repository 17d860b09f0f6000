/** A map that says where: coastlines, borders, named places, and whose lines they are. */
import type { Element } from 'hast';
import { Text } from '#components/site/Text.tsx';
import { type Drawing, drawLocator, type Frame, type Place } from '#lib/geography/locator.ts';
import { wordsIn } from '#lib/words/story.ts';

const labelAt = {
  right: { dx: 9, dy: 5, anchor: 'start' },
  left: { dx: -9, dy: 5, anchor: 'end' },
  above: { dx: 0, dy: -11, anchor: 'middle' },
  below: { dx: 0, dy: 22, anchor: 'middle' },
} as const;

export function LocatorMap({ node, lang }: { node?: Element; lang: string }) {
  if (!node) return null;
  const words = wordsIn(lang);
  const { alt, caption, ...frame } = node.properties as { alt: string; caption?: string } & Frame;
  const places = node.children.flatMap((child) =>
    child.type === 'element' && child.tagName === 'Place' ? [child.properties as unknown as Place] : [],
  );
  const drawing = drawLocator(places, frame);
  return (
    <figure className="map">
      <svg viewBox={`0 0 ${drawing.width} ${drawing.height}`} role="img" aria-label={alt}>
        <path className="map-land" d={drawing.land} />
        <path className="map-borders" d={drawing.borders} />
        {drawing.places.map((place) => (
          <Label key={place.name} place={place} />
        ))}
      </svg>
      <figcaption>
        {caption && (
          <>
            <Text lang={lang}>{caption}</Text>{' '}
          </>
        )}
        <small lang={words.lang}>
          <Text lang={words.lang}>{words.boundaries}</Text>
        </small>
      </figcaption>
    </figure>
  );
}

function Label({ place }: { place: Drawing['places'][number] }) {
  const area = place.kind === 'area';
  const { dx, dy, anchor } = area ? { dx: 0, dy: 5, anchor: 'middle' } : labelAt[place.side ?? 'right'];
  return (
    <>
      {!area && <circle cx={place.x} cy={place.y} r="4" />}
      <text
        className={area ? 'map-area' : undefined}
        x={place.x + dx}
        y={place.y + dy}
        textAnchor={anchor as 'start'}
      >
        {place.name}
      </text>
    </>
  );
}

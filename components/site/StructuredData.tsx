/** What a page says of itself for machines: one script element a thing. */
import { type StructuredThing, scriptJson } from '#lib/metadata/json-ld.ts';

export function StructuredData({ things }: { things: readonly StructuredThing[] }) {
  return things.map((thing) => {
    const json = { __html: scriptJson(thing) };
    // biome-ignore lint/security/noDangerouslySetInnerHtml: scriptJson escapes what could end the element.
    return <script key={thing['@type']} type="application/ld+json" dangerouslySetInnerHTML={json} />;
  });
}

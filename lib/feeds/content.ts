/** A story's text for feeds: plain HTML with full addresses, our components as the figures, lists and tables they are. */
import type { Element, ElementContent, Root, RootContent } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { h } from 'hastscript';
import { LRUCache } from 'lru-cache';
import { formatDay, formatInstant } from '#lib/dates/format.ts';
import type { BodyFigure } from '#lib/edition/figures.ts';
import type { Figure, Story } from '#lib/edition/model.ts';
import { absolute } from '#lib/metadata/addresses.ts';
import { bodyRendition } from '#lib/pictures/needed.ts';
import { pictureAddress, type Rendition, rendition } from '#lib/pictures/renditions.ts';
import { wordsIn } from '#lib/words/story.ts';

/** By the story's object, the zone and the portal's address: a feed has many stories, and one of them is new. */
const known = new LRUCache<string, string>({ max: 500 });

/** `object` names the story as it is. */
export function contentOf(story: Story, object: string, timeZone: string): string {
  const key = `${object} ${timeZone} ${absolute('/')}`;
  const made = known.get(key) ?? toHtml(new Writer(story, timeZone).content());
  known.set(key, made);
  return made;
}

/** Wide enough for a feed reader's column on a dense screen. */
const widestPicture = 1200;

class Writer {
  constructor(
    readonly story: Story,
    readonly timeZone: string,
  ) {}

  content(): Root {
    const { lead, body } = this.story;
    const picture = lead ? [this.#lead(lead)] : [];
    return {
      type: 'root',
      children: [...picture, ...this.#corrections(), ...this.#children(body.tree.children)],
    };
  }

  #children(children: readonly (RootContent | ElementContent)[]): ElementContent[] {
    return children.flatMap((child) =>
      child.type === 'element' ? this.#element(child) : [child as ElementContent],
    );
  }

  #element(node: Element): ElementContent[] {
    const props = node.properties as Record<string, string | undefined>;
    const inside = () => this.#children(node.children);
    const titled = (title: string | undefined, rest: ElementContent[]) => [
      h('p', h('strong', title)),
      ...rest,
    ];
    const words = wordsIn(this.story.lang);
    switch (node.tagName) {
      case 'Figure': {
        const { alt = '', caption, credit, rights, ...picture } = props;
        const of = bodyRendition(picture as unknown as BodyFigure);
        return [this.#figure(of, alt, [caption, `${credit} / ${rights}`])];
      }
      case 'PullQuote': {
        const by = [props.by, props.role].filter(Boolean).join(', ');
        return [h('blockquote', inside(), by ? h('p', `— ${by}`) : undefined)];
      }
      case 'FactBox':
        return [h('blockquote', titled(props.title, inside()))];
      case 'Note':
        return [h('blockquote', titled(props.label ?? words.note, inside()))];
      case 'Timeline':
        return [...titled(props.title, []), h('ul', inside())];
      case 'Event':
        return [h('li', h('strong', props.label ?? props.date), inside())];
      case 'Chart':
        return [this.#chart(node)];
      case 'LocatorMap':
        return [this.#map(node)];
      case 'Entry': {
        const when = h('p', h('strong', formatInstant(props.at ?? '', this.story.lang, this.timeZone)));
        return [...(props.title ? [h('h2', props.title)] : []), when, ...inside()];
      }
      default:
        return [{ ...node, properties: this.#properties(node), children: inside() }];
    }
  }

  /** Addresses in full: a feed reader shows the text elsewhere. Of what is inside the story, its page has it. */
  #properties({ properties }: Element): Element['properties'] {
    const { href } = properties;
    if (typeof href !== 'string') return properties;
    if (href.startsWith('#')) return { ...properties, href: this.#address + href };
    return href.startsWith('/') ? { ...properties, href: absolute(href) } : properties;
  }

  get #address(): string {
    return absolute(`/articles/${this.story.slug}`);
  }

  #lead({ picture, alt, caption, credit, rights, focus }: Figure): Element {
    return this.#figure(rendition(picture, focus, 'lead'), alt, [caption, `${credit} / ${rights}`]);
  }

  #figure(of: Rendition, alt: string, captions: readonly (string | undefined)[]): Element {
    const width = of.widths.filter((each) => each <= widestPicture).at(-1) ?? of.width;
    const src = absolute(pictureAddress(of, width, 'jpg'));
    const height = Math.round((of.height * width) / of.width);
    return h(
      'figure',
      h('img', { src, alt, width, height }),
      h('figcaption', captions.filter(Boolean).join(' ')),
    );
  }

  /** The figures that the chart is drawn from. */
  #chart({ properties, children }: Element): Element {
    const { title, unit, caption, source } = properties as Record<string, string | undefined>;
    const name = [title, unit].filter(Boolean).join(', ');
    const words = [caption, `${wordsIn(this.story.lang).source}: ${source}`].filter(Boolean).join(' ');
    return h('figure', h('p', h('strong', name)), this.#children(children), h('figcaption', words));
  }

  /** What the map shows, in words, and where it is. */
  #map({ properties, children }: Element): Element {
    const { alt, caption } = properties as Record<string, string | undefined>;
    const places = children.flatMap((child) =>
      child.type === 'element' && child.tagName === 'Place' ? [String(child.properties.name)] : [],
    );
    const words = [caption, places.join(', ')].filter(Boolean).join(' ');
    return h('figure', h('p', h('a', { href: this.#address }, alt)), h('figcaption', words));
  }

  #corrections(): Element[] {
    const { corrections, lang } = this.story;
    const words = wordsIn(lang);
    return corrections.map(({ at, wrong, right }) =>
      h('blockquote', [
        h('p', h('strong', `${words.corrected}, ${formatDay(at, lang, this.timeZone)}`)),
        h('p', `${words.wrong}: ${wrong}`),
        h('p', `${words.right}: ${right}`),
      ]),
    );
  }
}

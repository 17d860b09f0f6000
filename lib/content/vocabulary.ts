/** The components a story or page may use, their props, and what may stand inside them. */
import { faultInInstant } from './instant.ts';

export type Prop = Readonly<{ required?: boolean }> &
  (
    | Readonly<{ kind: 'text'; longest?: number }>
    | Readonly<{ kind: 'number'; least: number; most: number }>
    | Readonly<{ kind: 'one'; of: readonly string[] }>
    | Readonly<{ kind: 'date' }>
    | Readonly<{ kind: 'instant' }>
    /** Written without a value. */
    | Readonly<{ kind: 'flag' }>
    | Readonly<{ kind: 'focus' }>
    | Readonly<{ kind: 'picture' }>
  );

export type Component = Readonly<{
  props: Readonly<Record<string, Prop>>;
  /** The only component it may stand in. */
  parent?: string;
  /** What stands inside: nothing, Markdown, a table, or one kind of component. */
  inside: 'nothing' | 'markdown' | 'table' | 'Event' | 'Place';
  /** The only kind of document it may stand in; any, if none is named. */
  only?: 'Page' | 'Story';
  /** Stands by itself in the body, inside nothing. */
  alone?: true;
}>;

const text = (longest = 300): Prop => ({ kind: 'text', longest });
const required = (prop: Prop): Prop => ({ ...prop, required: true });
const degrees = (most: number): Prop => ({ kind: 'number', least: -most, most });

export const vocabulary: Readonly<Record<string, Component>> = {
  Figure: {
    props: {
      src: { kind: 'picture', required: true },
      alt: required(text(500)),
      caption: text(500),
      credit: required(text()),
      rights: required(text()),
      focus: { kind: 'focus' },
    },
    inside: 'nothing',
  },
  PullQuote: { props: { by: text(100), role: text(100) }, inside: 'markdown' },
  FactBox: { props: { title: required(text(100)) }, inside: 'markdown' },
  Timeline: { props: { title: required(text(100)) }, inside: 'Event' },
  Event: {
    props: { date: { kind: 'date', required: true }, label: text(60) },
    parent: 'Timeline',
    inside: 'markdown',
  },
  Chart: {
    props: {
      kind: { kind: 'one', of: ['bar', 'line'], required: true },
      title: required(text(150)),
      unit: text(40),
      source: required(text()),
      caption: text(500),
    },
    inside: 'table',
  },
  LocatorMap: {
    props: {
      alt: required(text(500)),
      caption: text(500),
      west: degrees(180),
      south: degrees(90),
      east: degrees(180),
      north: degrees(90),
    },
    inside: 'Place',
  },
  Place: {
    props: {
      name: required(text(60)),
      lat: required(degrees(90)),
      lon: required(degrees(180)),
      side: { kind: 'one', of: ['left', 'right', 'above', 'below'] },
      kind: { kind: 'one', of: ['point', 'area'] },
    },
    parent: 'LocatorMap',
    inside: 'nothing',
  },
  Note: { props: { label: text(60) }, inside: 'markdown' },
  Entry: {
    props: { at: { kind: 'instant', required: true }, title: text(150), key: { kind: 'flag' } },
    inside: 'markdown',
    only: 'Story',
    alone: true,
  },
  AudienceNotice: { props: {}, inside: 'nothing', only: 'Page' },
};

/** The names of the components that a kind of document may use. */
export function componentsFor(type: string): string[] {
  return Object.keys(vocabulary).filter((name) => (vocabulary[name]?.only ?? type) === type);
}

/** A checked value, or what is wrong with it and how to mend it. */
export function readProp(
  prop: Prop,
  value: string,
): { value: string | number | true } | { what: string; mend: string } {
  if (prop.kind === 'number') {
    const number = Number(value);
    if (/^-?\d+(\.\d+)?$/.test(value) && number >= prop.least && number <= prop.most)
      return { value: number };
    return {
      what: `"${value}" is not a number from ${prop.least} to ${prop.most}`,
      mend: 'write degrees with a decimal point: 39.9',
    };
  }
  if (prop.kind === 'one') {
    if (prop.of.includes(value)) return { value };
    return { what: `can’t be "${value}"`, mend: `choose one of: ${prop.of.join(', ')}` };
  }
  if (prop.kind === 'date') {
    if (/^-?\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/.test(value)) return { value };
    return {
      what: `"${value}" is not a date`,
      mend: 'write 1912, 1912-01 or 1912-01-01; how readers see it stands in label',
    };
  }
  if (prop.kind === 'instant') return faultInInstant(value) ?? { value };
  if (prop.kind === 'flag')
    return value === '' ? { value: true } : { what: 'takes no value', mend: 'write its name alone' };
  if (prop.kind === 'focus') {
    if (/^(100|\d{1,2})% (100|\d{1,2})%$/.test(value)) return { value };
    return { what: `"${value}" is not a point`, mend: 'write 50% 40%' };
  }
  if (value.trim() === '')
    return { what: 'is empty', mend: 'write it, or leave the prop out if it is optional' };
  if (prop.kind === 'text' && [...value].length > (prop.longest ?? 300)) {
    return { what: `has ${[...value].length} characters`, mend: `shorten it to ${prop.longest}` };
  }
  return { value };
}

/** Views and pings as the door hands them on, made from as little as a test wants to say. */
import type { Page, Ping, View } from './events.ts';

/** In seconds, in days that have numbers. */
export const noon = Date.parse('2026-11-25T12:00:00Z') / 1000;
export const midnight = Date.parse('2026-11-25T00:00:00Z') / 1000;
export const [today, yesterday] = [20261125, 20261124];

export const page = (name: string): Page => ({
  key: `story:${name}`,
  address: `/articles/${name}`,
  title: name,
});

/** At noon, of nobody. */
export const view = (id: number, more: Partial<View> = {}): View => ({
  kind: 'view',
  id,
  at: noon,
  page: page('tides'),
  source: 'direct:Direct',
  device: 'phone',
  ...more,
});

/** A quarter of a minute after noon. */
export const ping = (id: number, more: Partial<Ping> = {}): Ping => ({
  kind: 'ping',
  id,
  at: noon + 15,
  day: today,
  engaged: 15,
  depth: 40,
  ...more,
});

export const now = () => Math.floor(Date.now() / 1000);

/** By this machine's clock, each of a reader of its own. */
export const viewNow = (id: number, more: Partial<View> = {}): View =>
  view(id, { at: now(), reader: `reader ${id}`, ...more });

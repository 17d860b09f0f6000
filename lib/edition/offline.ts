/** Whether readers of an edition can keep pages on their devices. */
import type { Edition } from './open.ts';

/** Never what only a writer, or the one with a link, may see. */
export function readsOffline({ site, proof, preview }: Pick<Edition, 'site' | 'proof' | 'preview'>): boolean {
  return site.offline && !proof && !preview;
}

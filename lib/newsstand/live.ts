/** The content of the live edition, opened when it is first asked for and again when another goes live. */
import { type Edition, openContent } from '#lib/edition/open.ts';
import type { Shelf } from './shelf.ts';

/** Gives nothing before the first edition, and while its content can't be read. */
export function liveContent(shelf: Shelf): () => Edition | undefined {
  let open: Edition | undefined;
  return () => {
    const { content, dataDir } = shelf;
    if (content === undefined) return undefined;
    try {
      if (open?.name !== content) open = openContent(dataDir, content);
      return open;
    } catch {
      return undefined;
    }
  };
}

/** Hands out cards that are drawn already, without the app. */
import { answerKept } from '#lib/cards/answer.ts';
import { type Edition, openContent } from '#lib/edition/open.ts';
import type { Newsstand } from './newsstand.ts';
import type { Shelf } from './shelf.ts';

/** Answers from the live edition, whose index it opens when it is first asked for a card. */
export function drawnCards(shelf: Shelf): Newsstand['card'] {
  let edition: Edition | undefined;
  return async (request) => {
    const { content, dataDir } = shelf;
    if (content === undefined) return undefined;
    try {
      if (edition?.name !== content) edition = openContent(dataDir, content);
    } catch {
      return undefined; // The app may know more.
    }
    const answer = await answerKept(edition, dataDir, request);
    return 'status' in answer ? answer : undefined;
  };
}

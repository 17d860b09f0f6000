/** Hands out cards that are drawn already, without the app. */
import { answerKept } from '#lib/cards/answer.ts';
import type { Edition } from '#lib/edition/open.ts';
import type { Newsstand } from './newsstand.ts';

/** Answers from the live edition. */
export function drawnCards(dataDir: string, edition: () => Edition | undefined): Newsstand['card'] {
  return async (request) => {
    const live = edition();
    if (!live) return undefined;
    const answer = await answerKept(live, dataDir, request);
    return 'status' in answer ? answer : undefined;
  };
}

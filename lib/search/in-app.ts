/** Search in the Next.js app: one index a process, brought to the edition that is asked. */
import { setImmediate as breath } from 'node:timers/promises';
import type { Edition } from '#lib/edition/open.ts';
import { edition } from '#lib/edition/open.ts';
import { settingsHere } from '#lib/settings/settings.ts';
import type { Question } from './question.ts';
import { SearchIndex } from './search-index.ts';
import { type SearchView, searchView } from './view.ts';

/** So many stories that differ are indexed before a question is answered; more of them beside others' questions. */
const atOnce = 100;

/** Pages and route handlers share no modules, but the global object. */
type Shared = { index?: SearchIndex; catchingUp?: Promise<void> };
const key = Symbol.for('china-topix.search');
const globals = globalThis as { [key: symbol]: Shared | undefined };
const shared: Shared = globals[key] ?? {};
globals[key] = shared;

/** Answers from the edition of now: what is live can be found, and nothing else. */
export function search(question: Question): SearchView {
  const current = edition();
  return searchView(current, indexFor(current), question);
}

/** How much of the edition can be found; what can't yet will be soon. */
export function searchState(): { stories: number; of: number } {
  const current = edition();
  const index = indexFor(current);
  return { stories: index.isOf(current) ? current.stories.length : index.size, of: current.stories.length };
}

function indexFor(current: Edition): SearchIndex {
  const of = process.env.RENDER_EDITION === 'live' ? 'live' : 'prepared';
  const index = shared.index ?? SearchIndex.open(settingsHere().dataDir, of);
  shared.index = index;
  if (shared.catchingUp) return index;
  try {
    for (const _ of index.follow(current, atOnce));
  } catch {
    return index; // A disk that is full: what it knows can be found, and the next one who asks tries again.
  }
  if (index.isOf(current)) return index;
  shared.catchingUp = catchUp(index)
    .catch(() => {}) // As above.
    .finally(() => {
      shared.catchingUp = undefined;
    });
  return index;
}

/** Until it is at the edition of now: another may go live meanwhile. */
async function catchUp(index: SearchIndex): Promise<void> {
  for (let current = edition(); !index.isOf(current); current = edition())
    for (const _ of index.follow(current)) {
      await breath();
      if (edition() !== current) break;
    }
}

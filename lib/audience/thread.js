// Thread that keeps the audience’s store.
import { load } from '#lib/code/load.js';

await load('lib/audience/thread.ts');

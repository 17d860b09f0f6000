// Thread that publishes.
import { load } from '#lib/code/load.js';

await load('lib/press/thread.ts');

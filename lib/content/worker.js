// Thread that checks and compiles batches of content files.
import { load } from '#lib/code/load.js';

await load('lib/content/worker.ts');

// Thread that checks and compiles batches of content files; loads TypeScript as the command does.
import { register } from 'tsx/esm/api';

// Hundreds of modules, none of them TypeScript: before tsx they load in half the time.
await Promise.all([import('@contentlayer2/core'), import('@contentlayer2/source-files')]);
register();
await import('./worker.ts');

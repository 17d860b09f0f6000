// Thread that checks and compiles batches of content files; loads TypeScript as the command does.
import { register } from 'tsx/esm/api';

register();
await import('./worker.ts');

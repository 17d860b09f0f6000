// Thread that publishes; loads TypeScript as the command does.
import { register } from 'tsx/esm/api';

register();
await import('./thread.ts');

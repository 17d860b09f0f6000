#!/usr/bin/env node
// The `newsroom` command: loads TypeScript through tsx, so that it runs from a clone on Node.js 20 as on 24.
import { register } from 'tsx/esm/api';

register();
await import('./main.ts');

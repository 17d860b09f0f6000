#!/usr/bin/env node
// The `newsroom` command: loads TypeScript through tsx, so that it runs from a clone on Node.js 20 as on 24.
import { register } from 'tsx/esm/api';

register();
const { run } = await import('./main.ts');
process.exitCode = await run(process.argv.slice(2));

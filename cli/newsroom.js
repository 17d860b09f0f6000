#!/usr/bin/env node
// The `newsroom` command.
import { load } from '../lib/code/load.js';

const { run } = await load('cli/main.ts');
process.exitCode = await run(process.argv.slice(2));

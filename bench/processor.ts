/** Processor time of a process and of all that it started, from Linux's /proc. */
import { readFileSync } from 'node:fs';
import { processesUnder } from './cards-memory.ts';

/** /proc counts in hundredths of a second (USER_HZ), on every Linux. */
const tick = 10;

/** Milliseconds of processor time so far, in user and system, of those that run now. */
export function processorTime(root: number): number {
  return processesUnder(root).reduce((sum, pid) => sum + timeOf(pid), 0);
}

function timeOf(pid: number): number {
  try {
    // The second field is a name in brackets, which may have spaces in it.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    const [user = 0, system = 0] = [fields[11], fields[12]].map(Number);
    return (user + system) * tick;
  } catch {
    return 0; // It ended meanwhile.
  }
}

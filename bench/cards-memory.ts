/** The memory of the portal's Next.js process, from Linux's /proc. */
import { readdirSync, readFileSync } from 'node:fs';

/** The process under a portal that draws: Next.js gives it its own name. Throws if there is none. */
export function appProcess(portal: number): number {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (/^\d+$/.test(name)) parents.set(Number(name), Number(status(Number(name), 'PPid') ?? 0));
  }
  const isUnder = (pid: number): boolean => {
    const parent = parents.get(pid) ?? 0;
    return parent === portal || (parent > 1 && isUnder(parent));
  };
  const found = [...parents.keys()].find((pid) => isUnder(pid) && isNextServer(pid));
  if (found === undefined) throw new Error('the app’s process was not found');
  return found;
}

/** A process and all that it started, as far as they run now. */
export function processesUnder(root: number): number[] {
  const children = new Map<number, number[]>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const parent = Number(status(Number(name), 'PPid') ?? 0);
    children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  const under = (pid: number): number[] => [pid, ...(children.get(pid) ?? []).flatMap(under)];
  return under(root);
}

/** Resident memory of a process and of all that it started, in MiB. What they share is counted once for each. */
export function treeMemory(root: number): number {
  return processesUnder(root).reduce((sum, pid) => sum + (residentMemory(pid) || 0), 0);
}

/** Resident memory in MiB. */
export function residentMemory(pid: number): number {
  return Number.parseInt(status(pid, 'VmRSS') ?? '', 10) / 1024;
}

const isNextServer = (pid: number) => read(`/proc/${pid}/cmdline`)?.startsWith('next-server') ?? false;

function status(pid: number, field: string): string | undefined {
  return read(`/proc/${pid}/status`)
    ?.match(new RegExp(`^${field}:\\s*(.+)$`, 'm'))
    ?.at(1);
}

/** Nothing if the process ended meanwhile. */
function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

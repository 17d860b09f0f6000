/** A disk that fails: what this process writes under a folder from then on is refused, as the system refuses it. */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { vi } from 'vitest';

const refusals = {
  ENOSPC: 'no space left on device',
  EROFS: 'read-only file system',
  EACCES: 'permission denied',
};
export type Refusal = keyof typeof refusals;

export type FailingDisk = Readonly<{ refused: () => number; mend: () => void }>;

/** `keeps`: so many writes still succeed. Threads have a disk of their own (see ulimit in cli/publish.test.ts). */
export function failingDisk(folder: string, code: Refusal, keeps = 0): FailingDisk {
  let [kept, refused] = [0, 0];
  const { existsSync, writeFileSync } = fs;
  /** Throws if a write is refused; a full disk has taken half of the bytes by then. */
  const write = (call: string, file: unknown, bytes?: unknown) => {
    if (!String(file).startsWith(folder) || (call === 'mkdir' && existsSync(String(file)))) return;
    if (++kept <= keeps) return;
    refused++;
    if (code === 'ENOSPC' && bytes !== undefined)
      writeFileSync(
        String(file),
        Buffer.from(bytes as string).subarray(0, Buffer.byteLength(bytes as string) / 2),
      );
    // Of a write that fails the system names no file.
    const named = code === 'ENOSPC' && call === 'write' ? {} : { path: String(file) };
    const message = `${code}: ${refusals[code]}, ${call}${named.path ? ` '${named.path}'` : ''}`;
    throw Object.assign(new Error(message), { code, syscall: call, ...named });
  };
  const refuse = (name: 'mkdirSync' | 'symlinkSync' | 'renameSync' | 'writeFileSync', fileAt = 0) => {
    const real = fs[name] as (...given: unknown[]) => unknown;
    vi.spyOn(fs, name).mockImplementation(((...given: unknown[]) => {
      const call = name.replace(/(File)?Sync$/, '');
      write(call, given[fileAt], call === 'write' ? given[1] : undefined);
      return real(...given);
    }) as never);
  };
  refuse('mkdirSync');
  refuse('symlinkSync', 1);
  refuse('writeFileSync');
  if (code !== 'ENOSPC') refuse('renameSync', 1);
  const soon = fs.promises.writeFile;
  vi.spyOn(fs.promises, 'writeFile').mockImplementation(async (file, bytes, options) => {
    write('write', file, bytes);
    return soon(file, bytes, options);
  });
  syncBuiltinESMExports();
  return {
    refused: () => refused,
    mend() {
      vi.restoreAllMocks();
      syncBuiltinESMExports();
    },
  };
}

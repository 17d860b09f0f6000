/** Where the command has the audience's store copied by the portal that keeps it: /api/backup/audience, for who knows the portal's secret. */
import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Audience } from '#lib/audience/audience.ts';
import { type Answer, type Asked, empty, json } from '#lib/http/asked.ts';
import { letsIn, passOf } from '#lib/press/door.ts';
import { secretOf } from '#lib/settings/secret.ts';
import type { Settings } from '#lib/settings/settings.ts';
import { storeFile } from './contents.ts';

const address = '/api/backup/audience';

/** Folders of copies, each of a backup that is being made. */
export const workshop = (dataDir: string) => path.join(dataDir, 'backup');

/** A folder of its own in the data folder, that only its owner can read. */
export function newWorkplace(dataDir: string): string {
  const folder = path.join(workshop(dataDir), randomUUID());
  mkdirSync(path.join(folder, path.dirname(storeFile)), { recursive: true, mode: 0o700 });
  return folder;
}

/** The folder's name comes from here and not from who asks, so that nothing can be written elsewhere. */
export class BackupDoor {
  constructor(
    readonly audience: Pick<Audience, 'copyStore'> | undefined,
    readonly settings: Settings,
  ) {}

  owns(asked: string): boolean {
    return asked === address;
  }

  /** A large store takes its time on a slow disk. */
  isSlow({ headers }: Asked): boolean {
    return letsIn(secretOf(this.settings), headers.authorization);
  }

  async answer({ method, headers }: Asked): Promise<Answer> {
    if (method !== 'POST' || !letsIn(secretOf(this.settings), headers.authorization)) return empty(404);
    const folder = newWorkplace(this.settings.dataDir);
    try {
      const isCopied = await this.audience?.copyStore(path.join(folder, storeFile));
      return json(200, { folder: path.basename(folder), isCopied: isCopied === true });
    } catch (error) {
      return json(503, { error: (error as Error).message });
    }
  }
}

/** A folder with a copy of the store, made by the portal that runs; nothing if none does. Throws why it can't. */
export async function copyByPortal(settings: Settings): Promise<string | undefined> {
  const answer = await fetch(`http://127.0.0.1:${settings.port}${address}`, {
    method: 'POST',
    headers: { authorization: passOf(secretOf(settings), Date.now()) },
  }).catch(() => undefined);
  if (!answer?.headers.get('content-type')?.startsWith('application/json')) return undefined;
  const told = (await answer.json()) as { folder?: string; error?: string; isCopied?: boolean };
  if (told.error !== undefined) throw new Error(`The portal can't copy its audience: ${told.error}`);
  if (told.isCopied === false)
    throw new Error(
      'The portal keeps its audience elsewhere. Give this command the portal’s settings, DATABASE_URL too.',
    );
  return told.folder === undefined
    ? undefined
    : path.join(workshop(settings.dataDir), path.basename(told.folder));
}

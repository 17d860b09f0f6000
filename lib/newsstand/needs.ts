/** What a portal needs before it starts, all of it said at once, each with its remedy. */
import { accessSync, constants, existsSync, mkdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { liveName } from '#lib/edition/manifest.ts';
import { readUsers } from '#lib/newsroom/users.ts';
import { inWords } from '#lib/press/disk.ts';
import { checkPurge } from '#lib/purge/purger.ts';
import { secretOf } from '#lib/settings/secret.ts';
import type { Settings } from '#lib/settings/settings.ts';

/** A portal that follows takes what another one has published, and needs no stories. */
type How = Readonly<{ follow?: boolean }>;

/** What is missing, a sentence or two each; nothing if the portal can start. Makes the data folder if there is none. */
export function unmetIn(settings: Settings, { follow = false }: How = {}): string[] {
  const needs = [
    ...(follow ? [] : [contentFolder]),
    dataFolder,
    secretOf,
    ({ newsroomUsers }: Settings) => readUsers(newsroomUsers),
    checkPurge,
  ];
  return needs.flatMap((need) => {
    try {
      need(settings);
      return [];
    } catch (error) {
      return [inWords(error as Error, settings.dataDir).message];
    }
  });
}

/** Throws an Error that names everything that is missing. */
export function checkNeeds(settings: Settings, how?: How): void {
  const unmet = unmetIn(settings, how);
  if (unmet.length > 0) throw new Error(unmet.join('\n'));
}

function contentFolder({ contentDir }: Settings): void {
  if (!existsSync(path.join(contentDir, 'site.yml')))
    throw new Error(
      `There is no site.yml in ${contentDir}. CONTENT_DIR names the folder with the stories; start where it is, or set it.`,
    );
}

/** One that can only be read will do where there is something to hand out: another process may publish into it. */
function dataFolder({ dataDir }: Settings): void {
  if (liveName(dataDir) !== undefined) return;
  mkdirSync(dataDir, { recursive: true });
  if (!statSync(dataDir).isDirectory()) throw new Error(`A file is in the way of ${dataDir}; move it`);
  accessSync(dataDir, constants.W_OK | constants.X_OK);
}

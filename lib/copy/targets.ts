/** Which kind of target a text names. */
import path from 'node:path';
import { folderTarget } from './folder.ts';
import { rsyncTarget } from './rsync.ts';
import type { Place, Target } from './target.ts';

/** `host:folder`, `user@host:folder`, `host::module/folder` or `rsync://host/module/folder`; anything else is a folder. */
const byRsync = /^(rsync:\/\/|([\w.-]+@)?(\[[0-9A-Fa-f:.]+\]|[\w.-]+)::?[^/\\]|([\w.-]+@)?[\w.-]+:\/)/;

/** Throws a sentence if it is the folder that is published from. */
export function targetOf(text: string, place: Place): Target {
  if (byRsync.test(text)) return rsyncTarget(text.replace(/\/+$/, ''), place);
  const folder = path.resolve(text);
  if (folder === place.dataDir)
    throw new Error(`${text} is the data folder that is published from. Name another one.`);
  return folderTarget(text, folder, place);
}

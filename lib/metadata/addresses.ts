/** Full public addresses. */
import { settingsHere } from '#lib/settings/settings.ts';

/** The full public address of a path on this site. */
export function absolute(path: string): string {
  return settingsHere().siteUrl + (path === '/' ? '/' : encodeURI(path));
}

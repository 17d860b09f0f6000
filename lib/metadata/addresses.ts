/** Full public addresses. */
import { readSettings } from '#lib/settings/settings.ts';

/** The full public address of a path on this site. */
export function absolute(path: string): string {
  return readSettings(process.env).siteUrl + (path === '/' ? '/' : encodeURI(path));
}

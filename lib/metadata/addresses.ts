/** Full public addresses. */
import { settingsHere } from '#lib/settings/settings.ts';

/** The full public address of a path on this site. */
export function absolute(path: string): string {
  return settingsHere().siteUrl + (path === '/' ? '/' : encodeURI(path));
}

/** Where the words of a search go in, for OpenSearch and schema.org alike. */
export const searchTemplate = (variable: string) => `${absolute('/search')}?q={${variable}}`;

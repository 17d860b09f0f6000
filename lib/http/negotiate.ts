/** What a request may be answered with: encoding, freshness, theme. */

export type Encoding = 'br' | 'gzip' | 'identity';

/** The best encoding a client accepts (RFC 9110, section 12.5.3), brotli first. */
export function encodingFor(acceptEncoding: string | undefined): Encoding {
  const accepted = new Map<string, number>();
  for (const part of (acceptEncoding ?? '').split(',')) {
    // By trim alone: a pattern that skips spaces before a sign takes quadratic time where the sign never comes.
    const [name = '', ...parameters] = part
      .toLowerCase()
      .split(';')
      .map((piece) => piece.trim());
    const quality = parameters.find((parameter) => parameter.startsWith('q='));
    accepted.set(name, quality ? Number(quality.slice(2)) || 0 : 1);
  }
  const accepts = (name: string) => (accepted.get(name) ?? accepted.get('*') ?? 0) > 0;
  if (accepts('br')) return 'br';
  return accepts('gzip') ? 'gzip' : 'identity';
}

/** True if one of the client's tags is ours (weak comparison, RFC 9110, section 13.1.2). */
export function isFresh(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  if (ifNoneMatch.trim() === '*') return true;
  return ifNoneMatch.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag);
}

/**
 * True if a client that sends no tag has what was last modified then: exactly then, for after a rollback the file is an
 * older one than the client has.
 */
export function isUnmodified(
  ifModifiedSince: string | undefined,
  ifNoneMatch: string | undefined,
  modified: Date,
) {
  return ifNoneMatch === undefined && ifModifiedSince === modified.toUTCString();
}

/** The page with the reader's theme on its root element, so that nothing flashes before a script runs. */
export const inTheme = (html: string, theme: 'light' | 'dark') =>
  html.replace('<html ', `<html data-theme="${theme}" `);

/** The theme a reader chose and the browser remembers, if any. */
export function themeOf(cookie: string | undefined): 'light' | 'dark' | undefined {
  const value = /(?:^|;\s*)theme=(light|dark)(?:;|$)/.exec(cookie ?? '')?.[1];
  return value === 'light' || value === 'dark' ? value : undefined;
}

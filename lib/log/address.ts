/** Which part of an address may stand in the log. */

/**
 * An address of the edition is public and told whole. Of any other only the first part is: behind it may stand a link's secret,
 * or whatever somebody has typed. What follows "?" is never told.
 */
export function loggable(address: string, isPublished: (address: string) => boolean): string {
  const [path = '/'] = address.split(/[?#]/, 1);
  if (isPublished(path)) return path;
  const [, first = ''] = path.split('/');
  const known = /^(api|preview|media|search|newsroom|assets|articles|sections|topics|authors|_next)$/;
  return known.test(first) ? `/${first}/…` : '/…';
}

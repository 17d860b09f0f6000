/** Which addresses a story may link to. */

/** What is wrong with an address by itself, or nothing. Whether it leads somewhere is asked later. */
export function checkLink(url: string): { what: string; mend: string } | undefined {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: browsers drop these inside a scheme, so they can hide one.
  const bare = url.replace(/[\u0000-\u0020\u00A0]/g, '');
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(bare)?.[1]?.toLowerCase();
  if (bare === '')
    return { what: 'a link without an address', mend: 'write the address, or delete the link' };
  if (scheme !== undefined) {
    if (scheme === 'mailto') return undefined;
    if (scheme !== 'http' && scheme !== 'https')
      return { what: `a ${scheme}: link`, mend: 'link to https://… or to a page of this site' };
    if (!URL.canParse(url)) return { what: `"${url}" is not an address`, mend: 'write https://…' };
    return undefined;
  }
  if (/^[/\\]{2}/.test(bare)) return { what: 'an address without http or https', mend: `write https:${url}` };
  if (!/^[/#]/.test(bare))
    return {
      what: `"${url}" is neither a page of this site nor a web address`,
      mend: 'write /articles/…, #a-heading or https://…',
    };
  return undefined;
}

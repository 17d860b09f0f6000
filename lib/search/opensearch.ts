/** OpenSearch 1.1: how a browser or a program searches this newspaper by its address bar. */
import { toXml } from 'xast-util-to-xml';
import { x } from 'xastscript';
import type { Site } from '#lib/edition/model.ts';
import { absolute, searchTemplate } from '#lib/metadata/addresses.ts';
import { said } from '#lib/metadata/xml.ts';

/** The specification's limits, in signs: names that are longer are refused by some. */
const longestShortName = 16;
const longestLongName = 48;

export const openSearchType = 'application/opensearchdescription+xml';

export function openSearchOf({
  name,
  description,
  lang,
}: Pick<Site, 'name' | 'description' | 'lang'>): string {
  const document = x('OpenSearchDescription', { xmlns: 'http://a9.com/-/spec/opensearch/1.1/' }, [
    said('ShortName', cut(name, longestShortName)),
    said('LongName', cut(name, longestLongName)),
    said('Description', cut(description, 1024)),
    said('Language', lang),
    said('InputEncoding', 'UTF-8'),
    said('OutputEncoding', 'UTF-8'),
    x('Image', { width: '180', height: '180', type: 'image/png' }, absolute('/icon-180.png')),
    x('Url', { type: 'text/html', method: 'get', template: searchTemplate('searchTerms') }),
    x('Url', { type: openSearchType, rel: 'self', template: absolute('/opensearch.xml') }),
  ]);
  return `<?xml version="1.0" encoding="utf-8"?>\n${toXml(document)}\n`;
}

const cut = (text: string, most: number) => [...text].slice(0, most).join('');

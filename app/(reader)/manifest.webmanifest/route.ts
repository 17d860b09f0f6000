/** What a browser needs to install the site as an app. */
import { readsOffline } from '#lib/edition/offline.ts';
import { edition } from '#lib/edition/open.ts';

export const dynamic = 'force-static';

/** `--paper` of components/site/tokens.css, in the light. */
const paper = '#fffdf9';

export function GET() {
  const current = edition();
  const { site } = current;
  const png = (name: string, size: number) => ({
    src: `/${name}-${size}.png`,
    sizes: `${size}x${size}`,
    type: 'image/png',
  });
  const manifest = {
    id: '/',
    name: site.name,
    short_name: site.name,
    description: site.description,
    lang: site.lang,
    categories: ['news'],
    start_url: '/',
    scope: '/',
    display: 'standalone',
    background_color: paper,
    theme_color: paper,
    icons: [
      { src: '/icon.svg', sizes: 'any', type: 'image/svg+xml' },
      png('icon', 192),
      png('icon', 512),
      { ...png('icon-maskable', 192), purpose: 'maskable' },
      { ...png('icon-maskable', 512), purpose: 'maskable' },
    ],
    // What a long press on the icon offers. Pages of their own, in the order of use.
    shortcuts: [
      { name: 'Search', url: '/search' },
      ...(readsOffline(current) ? [{ name: 'Saved stories', url: '/saved' }] : []),
      { name: 'Archive', url: '/archive' },
    ],
  };
  return Response.json(manifest, { headers: { 'content-type': 'application/manifest+json' } });
}

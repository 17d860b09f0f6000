/** Stands where a page's text ends: counts that the page was opened, how long it was in use, how far it was read. */
import type { Site } from '#lib/edition/model.ts';

export function PageView({ site, address }: { site: Site; address: string }) {
  if (site.audience.mode === 'off') return null;
  return (
    <page-view address={address}>
      <noscript>
        {/* biome-ignore lint/performance/noImgElement: nothing to be seen, and next/image writes inline style. */}
        <img
          src={`/api/audience/pixel.gif?page=${encodeURIComponent(address)}`}
          alt=""
          width="1"
          height="1"
        />
      </noscript>
    </page-view>
  );
}

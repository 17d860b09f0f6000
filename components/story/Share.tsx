/** The share row: the device's own sharing or a copied link with script, plain links without. */
import { shareAddresses } from '#lib/metadata/networks.ts';

export function Share({ url, title }: { url: string; title: string }) {
  return (
    <share-row url={url} headline={title} lang="en">
      <ul className="share">
        <li>
          <button type="button" hidden>
            Share
          </button>
        </li>
        {shareAddresses(url, title).map(({ name, href }) => (
          <li key={name}>
            <a href={href} rel="nofollow">
              {name}
            </a>
          </li>
        ))}
      </ul>
    </share-row>
  );
}

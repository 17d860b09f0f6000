/** The share row: the device's own sharing or a copied link with script, plain links without. */
import { shareAddresses } from '#lib/metadata/networks.ts';
import { furnitureIn } from '#lib/words/furniture.ts';

type Props = Readonly<{
  url: string;
  title: string;
  /** Of the page. */
  lang: string;
}>;

export function Share({ url, title, lang }: Props) {
  const words = furnitureIn(lang);
  return (
    <share-row url={url} headline={title} copy={words.copy} copied={words.copied} lang={words.lang}>
      <ul className="share">
        <li>
          <button type="button" hidden>
            {words.share}
          </button>
        </li>
        {shareAddresses(url, title).map(({ name, href }) => (
          <li key={name}>
            <a href={href} rel="nofollow" lang="en">
              {name}
            </a>
          </li>
        ))}
      </ul>
    </share-row>
  );
}

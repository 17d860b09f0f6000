/** Lets a reader keep a story on the device; the script shows the button where the browser can do that. */
import { furnitureIn } from '#lib/words/furniture.ts';

/** `lang`: of what stands around the story. */
export function SaveStory({ slug, lang }: { slug: string; lang: string }) {
  const { save, saved } = furnitureIn(lang);
  const { button, ...said } = save;
  return (
    <>
      <script type="module" src="/assets/offline.js" />
      <save-story address={`/articles/${slug}`} list={saved} {...said}>
        <button type="button" aria-pressed="false" hidden>
          {button}
        </button>
        <output />
      </save-story>
    </>
  );
}

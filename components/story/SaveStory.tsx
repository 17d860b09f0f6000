/** Lets a reader keep a story on the device; the script shows the button where the browser can do that. */
export function SaveStory({ slug }: { slug: string }) {
  return (
    <>
      <script type="module" src="/assets/offline.js" />
      <save-story address={`/articles/${slug}`} lang="en">
        <button type="button" aria-pressed="false" hidden>
          Save for later
        </button>
        <output />
      </save-story>
    </>
  );
}

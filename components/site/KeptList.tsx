/** Where the script lists what this device keeps; until then, and without it, what the reader has to know. */
export function KeptList() {
  return (
    <>
      <script type="module" src="/assets/saved.js" />
      <noscript>
        <p>
          The list is kept by your browser, on this device, and not by us. To show it your browser has to run
          script (JavaScript) on this page.
        </p>
      </noscript>
      <saved-stories lang="en">
        <p className="kept-news" role="status" data-part="news" />
        <p hidden data-part="none">
          This browser keeps no pages: it can’t, or it has been told not to, as in a private window.
        </p>
        <p hidden data-part="empty">
          No story is saved. Under the headline of each story there is a button, “Save for later”.
        </p>
        <section hidden data-part="saved" aria-labelledby="saved">
          <h2 id="saved">Saved</h2>
          <ul className="kept-list" />
        </section>
        <section hidden data-part="opened" aria-labelledby="opened">
          <h2 id="opened">Opened lately</h2>
          <p>The stories that you opened last, and the front page. Nobody had to ask for them to be kept.</p>
          <ul className="kept-list" />
        </section>
        <button type="button" hidden data-part="all">
          Remove all
        </button>
      </saved-stories>
    </>
  );
}

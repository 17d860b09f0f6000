/** What is said when there are no figures to show, and what to do about it. */

export function Waiting() {
  return (
    <section className="message" aria-busy="true">
      <h1>Newsroom</h1>
      <p className="waiting">Connecting.</p>
      <noscript>
        <p>This page needs script: its numbers change each second.</p>
      </noscript>
    </section>
  );
}

export function Troubled({ why }: { why: string }) {
  return (
    <section className="message">
      <h1>Counting is paused</h1>
      <p>{why}</p>
      <p>Readers notice nothing. This page keeps trying.</p>
    </section>
  );
}

export function Away() {
  return (
    <section className="message">
      <h1>The server doesn’t answer</h1>
      <p>This page keeps trying.</p>
    </section>
  );
}

export function Elsewhere() {
  return (
    <section className="message">
      <h1>Nothing is counted here</h1>
      <p>This server doesn’t answer for the audience. Start the portal with:</p>
      <pre>npm start</pre>
    </section>
  );
}

export function Off() {
  return (
    <section className="message">
      <h1>This site does not count its readers</h1>
      <p>
        To count them, set this in <code>site.yml</code> and publish. No page view of before will be known.
      </p>
      <pre>{'audience:\n  mode: daily'}</pre>
      <p>
        <b>daily</b> also estimates how many different readers there were on a day. <b>aggregate</b> counts
        views and readers now, and keeps nothing by which readers could be told apart. The privacy page then
        says so by itself.
      </p>
    </section>
  );
}

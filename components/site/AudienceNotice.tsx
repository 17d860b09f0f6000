/** What is counted of readers, in words that are true of the mode that is on; and the form by which a reader objects. */
import type { Site } from '#lib/edition/model.ts';

export function AudienceNotice({ audience }: { audience: Site['audience'] }) {
  const { mode, keepDays } = audience;
  if (mode === 'off')
    return (
      <section className="audience" aria-label="What is counted">
        <p>This site does not count its readers. No page view is recorded.</p>
      </section>
    );
  return (
    <section className="audience" aria-label="What is counted">
      <p>
        This site’s own server counts how often pages are opened and how far they are read. No other company
        has a part in it. Of each page view it keeps:
      </p>
      <ul>
        <li>the page, and the second at which it was opened</li>
        <li>
          where the reader came from: a search engine, a network, another site’s host, or a page of this site;
          and the campaign, if the link named one
        </li>
        <li>the kind of device, judged by the width of the window</li>
        <li>the country, if a delivery network in front of this server tells it</li>
        <li>for how many seconds the page was open and in use, and how far down it was read</li>
        <li>a random number, so that a view that is sent twice is counted once</li>
      </ul>
      <p>
        Your address and the name of your browser are never written to disk. They are held in memory, to
        answer your request and to limit floods of requests.
      </p>
      {mode === 'daily' ? (
        <p>
          How many different readers there were in a day is estimated. For that, address and browser name are
          mixed with a random number that is made anew each day, and 20 bits of the result are kept with the
          view. Two hours after the end of the day the number and these bits have been deleted; what stays is
          the estimate.
        </p>
      ) : (
        <p>
          No mark is kept by which one reader could be told from another. How many different readers there
          were is not known.
        </p>
      )}
      <p>
        Single page views are deleted after {keepDays === 1 ? 'one day' : `${keepDays} days`}. Sums by minute
        are kept for a day, sums by hour and by day for good. Robots are counted apart, and so is what this
        server refuses to count, by its reason.
      </p>
      <p>
        When a messenger or a network fetches the picture that stands for a page’s link there, its name, the
        page and the minute are kept. Who put the link there is not known.
      </p>
      <p>
        Counting sets no cookie. If your browser sends Global Privacy Control, or if you say so here, nothing
        is recorded of what you read. What you say here is kept in a cookie named <code>audience</code>, for
        that alone.
      </p>
      <Choice />
    </section>
  );
}

/** Works as a form; with script it says how things stand, and offers only what would change them. */
function Choice() {
  return (
    <audience-choice>
      <form action="/api/audience/choice" method="post">
        <p className="audience-state" id="counted" data-when="counted">
          This browser is counted.
        </p>
        <p className="audience-state" id="not-counted" data-when="choice">
          This browser is not counted.
        </p>
        <p className="audience-state" data-when="browser">
          Your browser sends Global Privacy Control, so it is not counted.
        </p>
        <button type="submit" name="count" value="no" data-when="counted">
          Don’t count this browser
        </button>
        <button type="submit" name="count" value="yes" data-when="choice">
          Count this browser
        </button>
      </form>
    </audience-choice>
  );
}

'use client';

/** The page when its own script fails: said plainly, with the one thing that helps. */
export default function NewsroomError({ reset }: { reset: () => void }) {
  return (
    <main id="main">
      <section className="message">
        <h1>Something broke on this page</h1>
        <p>Counting goes on.</p>
        <p>
          <button type="button" onClick={reset}>
            Try again
          </button>
        </p>
      </section>
    </main>
  );
}

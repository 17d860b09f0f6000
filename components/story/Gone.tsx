/** What stands at the address of a withdrawn story. */
export function Gone({ reason }: { reason: string }) {
  return (
    <section className="message">
      <h1>This story has been withdrawn</h1>
      <p className="standfirst">{reason}</p>
      <p>
        How we decide such things stands in our <a href="/corrections-policy">corrections policy</a>. Other
        stories are on the <a href="/">front page</a>.
      </p>
    </section>
  );
}

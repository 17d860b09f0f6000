/** What a writer has to know, at the head of each page while writing: faults with their places, what isn't public. */
import type { Proof } from '#lib/edition/open.ts';

export function ProofNotes({ proof }: { proof: Proof }) {
  const { problems, unpublished } = proof;
  if (problems.length === 0 && unpublished.length === 0) return null;
  return (
    <section className="proof" aria-label="For the writer">
      {problems.map(({ file, line, column, field, what, mend }) => (
        <p key={`${file}:${line}:${column}:${what}`}>
          <code>
            {file}:{line}:{column}
          </code>{' '}
          {field && <b>{field} </b>}
          {what}. <em>{mend}</em>
        </p>
      ))}
      {unpublished.length > 0 && <p>Shown here, though not public: {unpublished.join(', ')}</p>}
    </section>
  );
}

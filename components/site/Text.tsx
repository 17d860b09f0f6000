/** Text in one language with words of another marked as such, for voices, fonts and line breaking. */
import { Fragment } from 'react';
import { languageRuns } from '#lib/content/typography.ts';

export function Text({ children, lang }: { children: string; lang: string }) {
  const runs = languageRuns(children, lang);
  return runs.map((run, index) => {
    const key = `${index}`;
    return run.lang ? (
      <span key={key} lang={run.lang}>
        {run.text}
      </span>
    ) : (
      <Fragment key={key}>{run.text}</Fragment>
    );
  });
}

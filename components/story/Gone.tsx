/** What stands at the address of a withdrawn story: that a story stood there, when it went and why; nothing of its own. */
import { Text } from '#components/site/Text.tsx';
import { formatInstant } from '#lib/dates/format.ts';
import type { Gone as Withdrawn } from '#lib/edition/choose.ts';
import type { Site } from '#lib/edition/model.ts';

export function Gone({ gone, site }: { gone: Withdrawn; site: Site }) {
  const { at, legal, reason } = gone;
  return (
    <section className="message">
      <h1>{legal ? 'This story is withheld for legal reasons' : 'This story has been withdrawn'}</h1>
      <p className="standfirst">
        <Text lang={site.lang}>{reason}</Text>
      </p>
      <p>
        {legal
          ? 'A story stood at this address. We had to take it down'
          : 'A story stood at this address. We took it back'}
        {at && (
          <>
            {' on '}
            <time dateTime={at}>{formatInstant(at, 'en', site.timeZone)}</time>
          </>
        )}
        . How we decide such things stands in our <a href="/corrections-policy">corrections policy</a>. Other
        stories are on the <a href="/">front page</a>.
      </p>
    </section>
  );
}

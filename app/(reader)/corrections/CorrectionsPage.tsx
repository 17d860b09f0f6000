/** One page of all corrections, for the route without a number and the one with. */
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { ListHead } from '#components/front/ListHead.tsx';
import { Turn } from '#components/front/Turn.tsx';
import { PageView } from '#components/site/PageView.tsx';
import { StructuredData } from '#components/site/StructuredData.tsx';
import { Text } from '#components/site/Text.tsx';
import { formatDay, formatInstant } from '#lib/dates/format.ts';
import { type CorrectionNote, correctionsAddress, correctionsView } from '#lib/edition/corrections.ts';
import { type Edition, edition } from '#lib/edition/open.ts';
import { describePage } from '#lib/metadata/describe.ts';
import { trail } from '#lib/metadata/json-ld.ts';
import { wordsIn } from '#lib/words/story.ts';

const title = 'Corrections';
const description = 'Everything that was wrong in our stories, and what is right.';

export function describeCorrections(page?: number): Metadata {
  return describePage({
    site: edition().site,
    title: page === undefined ? title : `${title}, page ${page}`,
    description,
    path: correctionsAddress(page),
    feeds: { of: 'corrections', name: title },
  });
}

export function CorrectionsPage({ page }: { page?: number }) {
  const current = edition();
  const { lang, timeZone } = current.site;
  const { notes, turning } = correctionsView(current, page) ?? notFound();
  const day = (note: CorrectionNote | undefined) => formatDay(note?.at ?? '', lang, timeZone);
  return (
    <>
      <StructuredData things={[trail(current, [{ name: title }])]} />
      <ListHead name={title} description={description} />
      {notes.length === 0 ? (
        <p className="empty">Nothing has been corrected yet.</p>
      ) : (
        <ol className="correction-list" reversed>
          {notes.map((note) => (
            <Correction key={`${note.story} ${note.number}`} note={note} current={current} />
          ))}
        </ol>
      )}
      <Turn
        turning={turning}
        addressOf={correctionsAddress}
        here={page === undefined ? 'The newest' : `${day(notes.at(-1))} to ${day(notes[0])}`}
      />
      <PageView site={current.site} address={correctionsAddress(page)} />
    </>
  );
}

function Correction({
  note: { story: slug, at, number },
  current,
}: {
  note: CorrectionNote;
  current: Edition;
}) {
  const story = current.story(slug);
  const correction = story?.corrections[number];
  if (!story || !correction) return null;
  const { lang } = story;
  const words = wordsIn(lang);
  return (
    <li lang={lang}>
      <h2>
        <a href={`/articles/${slug}#corrections`}>
          <Text lang={lang}>{story.headline}</Text>
        </a>
      </h2>
      <p className="times">
        <time dateTime={at}>{formatInstant(at, lang, current.site.timeZone)}</time>
      </p>
      <p>
        {words.wrong}
        {words.colon}
        <del>
          <Text lang={lang}>{correction.wrong}</Text>
        </del>
      </p>
      <p>
        {words.right}
        {words.colon}
        <ins>
          <Text lang={lang}>{correction.right}</Text>
        </ins>
      </p>
    </li>
  );
}

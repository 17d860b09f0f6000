/** What the figures mean, in words that are true of how they are counted. */

const meanings = [
  [
    'Readers now',
    'Pages that are open in front of somebody and in use. A page in use gives a sign each 15 seconds; a reader who leaves is gone at once, or 40 seconds after the last sign.',
  ],
  ['Views', 'How often pages were opened by readers. Robots are counted apart.'],
  [
    'Readers of a day',
    'An estimate of how many different readers there were. Of more days, those of each day are added up.',
  ],
  ['Engaged', 'How long a page was in use, of an average view, in minutes and seconds.'],
  ['Read through', 'The share of views in which the end of the text was seen.'],
  ['Onward', 'How many other pages of this site were opened from here, of a hundred views.'],
  [
    'Usual for its age',
    'What half of the stories of the last 30 days had in an hour when they were as old. A story rises from twice that on.',
  ],
  [
    'Being shared',
    'A network or chat fetched the picture of a link, which it does when somebody pastes it, minutes before others open it.',
  ],
] as const;

export function Meanings() {
  return (
    <details className="fold meanings">
      <summary>What these figures mean</summary>
      <dl>
        {meanings.map(([name, meaning]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

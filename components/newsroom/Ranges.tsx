/** The ways through time: live, some ranges of days, any range. */
import type { FormEvent } from 'react';
import { dayAt, isDay } from './days.ts';
import { go, PlaceLink } from './PlaceLink.tsx';
import { type Place, presets, rangeOf } from './place.ts';

export const presetNames = {
  today: 'Today',
  yesterday: 'Yesterday',
  '7d': '7 days',
  '30d': '30 days',
} as const;

type Props = { place: Place; timeZone: string; now: number };

export function Ranges({ place, timeZone, now }: Props) {
  const { span, page } = place;
  const range = rangeOf(span, now, timeZone);
  const today = dayAt(now, timeZone);
  const show = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const [first, last] = [String(form.get('first')), String(form.get('last'))].toSorted();
    if (first && last && isDay(first) && isDay(last)) go({ span: { first, last }, page });
  };
  return (
    <nav className="ranges" aria-label="Time">
      <ul>
        <li>
          <PlaceLink to={{ span: 'live' }} isHere={span === 'live'}>
            Live
          </PlaceLink>
        </li>
        {presets.map((preset) => (
          <li key={preset}>
            <PlaceLink to={{ span: preset, page }} isHere={span === preset}>
              {presetNames[preset]}
            </PlaceLink>
          </li>
        ))}
      </ul>
      <form key={`${range.first} ${range.last}`} onSubmit={show}>
        <label>
          From <input type="date" name="first" required max={today} defaultValue={range.first} />
        </label>
        <label>
          to <input type="date" name="last" required max={today} defaultValue={range.last} />
        </label>
        <button type="submit">Show</button>
      </form>
    </nav>
  );
}

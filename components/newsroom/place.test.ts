import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addressOf, type Place, placeOf, presets, rangeOf } from './place.ts';

test('an address says what is shown', () => {
  expect(placeOf('')).toEqual({ span: 'live' });
  expect(placeOf('?range=7d')).toEqual({ span: '7d' });
  expect(placeOf('?range=2026-11-01..2026-11-25&page=story:one-clock')).toEqual({
    span: { first: '2026-11-01', last: '2026-11-25' },
    page: 'story:one-clock',
  });
  expect(placeOf('?page=/')).toEqual({ span: 'today', page: '/' });
  expect(placeOf('?wall')).toEqual({ span: 'live', wall: 'auto' });
  expect(placeOf('?wall=dark&range=7d')).toEqual({ span: 'live', wall: 'dark' });
});

test('days the wrong way round are turned; what can’t be understood is left out', () => {
  expect(placeOf('?range=2026-11-25..2026-11-01').span).toEqual({ first: '2026-11-01', last: '2026-11-25' });
  for (const wrong of ['8d', '2026-11-31..2026-12-01', '2026-11-01', '1..2..3', 'constructor'])
    expect(placeOf(`?range=${wrong}`), wrong).toEqual({ span: 'live' });
  expect(placeOf(`?range=today&page=${'a'.repeat(500)}`)).toEqual({ span: 'today' });
});

test('every place has an address that leads back to it', () => {
  const day = fc
    .integer({ min: 0, max: 20_000 })
    .map((n) => new Date(n * 86_400_000).toISOString().slice(0, 10));
  const range = fc.tuple(day, day).map(([a, b]) => (a <= b ? { first: a, last: b } : { first: b, last: a }));
  const place: fc.Arbitrary<Place> = fc.oneof(
    fc.constantFrom<Place>({ span: 'live' }, { span: 'live', wall: 'auto' }, { span: 'live', wall: 'light' }),
    fc.record({ span: fc.oneof(fc.constantFrom(...presets), range) }),
    fc.record({
      span: fc.oneof(fc.constantFrom(...presets), range),
      page: fc.string({ minLength: 1, maxLength: 40, unit: 'binary' }).filter((key) => key.isWellFormed()),
    }),
  );
  fc.assert(
    fc.property(place, (each) => {
      const { pathname, search } = new URL(addressOf(each), 'http://localhost');
      expect(pathname).toBe('/newsroom');
      expect(placeOf(search)).toEqual(each);
    }),
  );
  expect(addressOf({ span: 'today', page: 'story:a' })).toBe('/newsroom?range=today&page=story:a');
});

test('spans are days of the newsroom, today included', () => {
  const now = Date.parse('2026-11-24T16:30:00Z');
  const range = (span: Place['span']) => rangeOf(span, now, 'Asia/Shanghai');
  expect(range('live')).toEqual({ first: '2026-11-25', last: '2026-11-25' });
  expect(range('today')).toEqual({ first: '2026-11-25', last: '2026-11-25' });
  expect(range('yesterday')).toEqual({ first: '2026-11-24', last: '2026-11-24' });
  expect(range('7d')).toEqual({ first: '2026-11-19', last: '2026-11-25' });
  expect(range('30d')).toEqual({ first: '2026-10-27', last: '2026-11-25' });
});

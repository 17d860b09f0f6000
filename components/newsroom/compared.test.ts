import { expect, test } from 'vitest';
import { comparedFigures } from './compared.ts';

const figures = (views: number, engaged = 60, readThrough = 0.3, onward = 0.1) => ({
  views,
  engaged,
  readThrough,
  onward,
});

test('the whole range is shown; changes are of the hours that both ranges have had', () => {
  const [views, engaged, read, onward] = comparedFigures(figures(1200), {
    now: figures(1100, 66, 0.33),
    before: figures(1000),
    until: '2026-11-25T06:00:00Z',
  });
  expect(views).toEqual({
    name: 'Views',
    value: '1,200',
    before: '1,000',
    change: { text: '+10%', way: 'up' },
  });
  expect(engaged?.change?.text).toBe('+10%');
  expect(read?.change?.text).toBe('+3 points');
  expect(onward?.change?.way).toBe('same');
});

test('next to nothing there is no change to tell', () => {
  for (const each of comparedFigures(figures(5), { now: figures(5), before: figures(0, 0, 0, 0) }))
    expect(each).toMatchObject({ before: undefined, change: undefined });
});

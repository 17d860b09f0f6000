import { expect, test } from 'vitest';
import * as figures from './figures.ts';

const zone = 'Asia/Shanghai';
const at = '2026-11-24T16:03:12Z';

test('counts are written whole, from none to millions; ticks get shorter', () => {
  expect([0, 1, 999, 1000, 1_234_567].map(figures.count)).toEqual(['0', '1', '999', '1,000', '1,234,567']);
  expect([0, 9_500, 12_000, 1_500_000].map(figures.tick)).toEqual(['0', '9,500', '12k', '1.5m']);
  expect([0, 1, 2].map((number) => figures.counted(number, 'reader'))).toEqual([
    '0 readers',
    '1 reader',
    '2 readers',
  ]);
  expect([0, 0.424, 1, 1.25].map(figures.percent)).toEqual(['0%', '42%', '100%', '125%']);
  expect([2, 2.44, 9.96, 123.4].map(figures.times)).toEqual(['2', '2.4', '10', '123']);
});

test('time in use is minutes and seconds', () => {
  expect([0, 5.4, 59.6, 65, 3725].map(figures.duration)).toEqual(['0:00', '0:05', '1:00', '1:05', '1:02:05']);
});

test('a change is told with its way, a share in points; of nothing there is none', () => {
  expect(figures.change(112, 100)).toEqual({ text: '+12%', way: 'up' });
  expect(figures.change(92, 100)).toEqual({ text: '−8%', way: 'down' });
  expect(figures.change(1001, 1000)?.way).toBe('same');
  expect(figures.change(999, 1000)?.way).toBe('same');
  expect(figures.change(5, 0)).toBeUndefined();
  expect(figures.change(0, 5)).toEqual({ text: '−100%', way: 'down' });
  expect(figures.points(0.33, 0.3)).toEqual({ text: '+3 points', way: 'up' });
  expect(figures.points(0.29, 0.3)).toEqual({ text: '−1 point', way: 'down' });
  expect(figures.points(0.304, 0.3)?.way).toBe('same');
});

test('times are the newsroom’s and say whose they are', () => {
  expect(figures.clock(at, zone)).toBe('00:03');
  expect(figures.clockToSecond(at, zone)).toBe('00:03:12');
  expect(figures.dayName(at, zone)).toBe('Wed 25 Nov');
  expect(figures.longDay(at, zone)).toBe('Wednesday 25 November 2026');
  expect(figures.dayAndClock(at, zone)).toBe('Wed 25 Nov, 00:03');
  expect(figures.zoneName(at, zone)).toBe('China Standard Time (GMT+8)');
  expect(figures.zoneName(at, 'UTC')).toMatch(/^Coordinated Universal Time/);
});

test('a range is named with no more words than it needs', () => {
  const name = (first: string, last: string) =>
    figures.rangeName({ first, last }).replaceAll(/\s*–\s*/g, '–');
  expect(name('2026-11-25', '2026-11-25')).toBe('25 November 2026');
  expect(name('2026-11-19', '2026-11-25')).toBe('19–25 November 2026');
  expect(name('2026-10-30', '2026-11-05')).toBe('30 October–5 November 2026');
});

test('how long ago something was is told roughly, and never of the future', () => {
  const now = Date.parse(at);
  const ago = (seconds: number) => figures.ago(now - seconds * 1000, now);
  expect([-90, 0, 59, 60, 3599, 3600, 47 * 3600, 49 * 3600].map(ago)).toEqual([
    'just now',
    'just now',
    'just now',
    '1 min ago',
    '59 min ago',
    '1 h ago',
    '47 h ago',
    '2 days ago',
  ]);
});

test('countries have names; what is none stays as it is', () => {
  expect(['CN', 'GB', 'ZZZZ', '-'].map(figures.country)).toEqual(['China', 'United Kingdom', 'ZZZZ', '-']);
});

test('a headline’s letters tell its language where fonts depend on it', () => {
  expect(figures.languageOf('为什么全中国用同一个钟')).toBe('zh');
  expect(figures.languageOf('新しい年はいつ')).toBe('ja');
  expect(figures.languageOf('새해는 언제인가')).toBe('ko');
  expect(figures.languageOf('Why all of China keeps one clock')).toBeUndefined();
});

import { expect, test } from 'vitest';
import { loggable } from './address.ts';
import { openLog } from './log.ts';

/** A log whose lines are kept. */
function kept(settings: Parameters<typeof openLog>[0]) {
  const said = { out: '', err: '' };
  const log = openLog(settings, {
    out: (text) => {
      said.out += text;
    },
    err: (text) => {
      said.err += text;
    },
  });
  return { log, said };
}

test('a line of JSON has its time, level, part and sentence, and nothing else: no name of the machine', () => {
  const { log, said } = kept({ logFormat: 'json', logLevel: 'info' });
  log('press')('Edition 1234: 5 pages looked at,\n2 rendered.');
  log('app', 'warn')('The app stopped.');
  const [first, second, end] = said.out.split('\n');
  expect(JSON.parse(first ?? '')).toEqual({
    level: 'info',
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
    part: 'press',
    msg: 'Edition 1234: 5 pages looked at,\n2 rendered.',
  });
  expect(JSON.parse(second ?? '')).toMatchObject({ level: 'warn', part: 'app', msg: 'The app stopped.' });
  expect([end, said.err]).toEqual(['', '']);
});

test('as text it is the sentence alone, and what is wrong goes to the other stream', () => {
  const { log, said } = kept({ logFormat: 'text', logLevel: 'info' });
  log('portal')('China Topix is at http://localhost:3000');
  log('newsstand', 'error')('/articles/tides: the disk fails');
  expect(said).toEqual({
    out: 'China Topix is at http://localhost:3000\n',
    err: '/articles/tides: the disk fails\n',
  });
});

test('what is less than LOG_LEVEL isn’t said', () => {
  const { log, said } = kept({ logFormat: 'json', logLevel: 'warn' });
  log('press')('Nothing has changed.');
  log('press', 'error')('The press failed.');
  expect(said.out.match(/"msg"/g)).toHaveLength(1);
});

test.each([
  ['/articles/tides', '/articles/tides'],
  ['/articles/tides?from=amy', '/articles/tides'],
  ['/articles/what-somebody-typed', '/articles/…'],
  ['/preview/sealed.secret', '/preview/…'],
  ['/api/newsroom/wall/sealed.secret', '/api/…'],
  ['/amy@news.example', '/…'],
  ['/', '/…'],
])('of %s the log has %s', (address, told) => {
  expect(loggable(address, (path) => path === '/articles/tides')).toBe(told);
});

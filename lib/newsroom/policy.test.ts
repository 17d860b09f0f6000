import { expect, test } from 'vitest';
import { newsroomHeaders } from './policy.ts';

test('only what the nonce names runs, nothing inline is styled, nothing is kept, framed or indexed', () => {
  const headers = newsroomHeaders('abc', false);
  const policy = headers['content-security-policy'];
  expect(policy).toContain("script-src 'nonce-abc' 'strict-dynamic';");
  expect(policy).toContain("default-src 'none';");
  expect(policy).not.toMatch(/unsafe|\*|https?:/);
  expect(headers).toMatchObject({
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-robots-tag': 'noindex, nofollow',
  });
});

test('what development needs is let in there alone', () => {
  expect(newsroomHeaders('abc', true)['content-security-policy']).toContain("'unsafe-eval'");
});

/** Gives each answer of the newsroom's page a nonce of its own. No other address comes through here. */
import { randomBytes } from 'node:crypto';
import { type NextRequest, NextResponse } from 'next/server';
import { newsroomHeaders } from '#lib/newsroom/policy.ts';

export const config = { matcher: '/newsroom' };

export function proxy(request: NextRequest): NextResponse {
  const nonce = randomBytes(16).toString('base64');
  const headers = newsroomHeaders(nonce, process.env.NODE_ENV === 'development');
  // Next.js takes the nonce for its own scripts from the policy of the request.
  const asked = new Headers(request.headers);
  asked.set('content-security-policy', headers['content-security-policy'] ?? '');
  const response = NextResponse.next({ request: { headers: asked } });
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
  return response;
}

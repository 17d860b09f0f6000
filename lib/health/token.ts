/** Whether a request comes from who operates the portal: by OPERATOR_TOKEN, as `Authorization: Bearer …` (RFC 6750). */
import { createHash, timingSafeEqual } from 'node:crypto';

const digest = (text: string) => createHash('sha256').update(text).digest();

/** Compared in constant time, whatever the lengths; without a token of ours nobody is. */
export function isOperator(authorization: string | undefined, token: string | undefined): boolean {
  const [, given] = /^Bearer (.+)$/i.exec(authorization ?? '') ?? [];
  return token !== undefined && given !== undefined && timingSafeEqual(digest(given), digest(token));
}

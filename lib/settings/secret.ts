/** The portal's secret, from which all keys are made: for page tokens, sign-in, read-only links. */
import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { writeWhole } from '#lib/disk/write.ts';
import { isLoopback, type Settings } from './settings.ts';

/** The secret: `PORTAL_SECRET`, or on this machine alone one that is made and kept. Throws, with the remedy, elsewhere. */
export function secretOf({ portalSecret, siteUrl, dataDir }: Settings): string {
  if (portalSecret !== undefined) return portalSecret;
  if (!isLoopback(siteUrl)) {
    throw new Error(
      `PORTAL_SECRET is missing. ${siteUrl} is public: sign-in and counting need a secret that only this portal knows.\nMake one and keep it with the other settings:\n  echo "PORTAL_SECRET=$(openssl rand -hex 32)"`,
    );
  }
  const file = path.join(/* turbopackIgnore: true */ dataDir, 'secret');
  if (!existsSync(file)) {
    mkdirSync(dataDir, { recursive: true });
    writeWhole(file, randomBytes(32).toString('hex'), 0o600);
  }
  return readFileSync(file, 'utf8');
}

/** Puts a seal on a text, for one purpose, and takes it off again if nobody has changed anything. */
export type Sealer = Readonly<{
  seal: (text: string) => string;
  open: (sealed: string) => string | undefined;
}>;

/** A seal is 128 bits of HMAC-SHA-256; the text stays readable, it just can't be made by others. */
export function sealer(secret: string, purpose: string): Sealer {
  const key = Buffer.from(hkdfSync('sha256', secret, '', `china-topix ${purpose}`, 32));
  const sealOf = (text: string) => createHmac('sha256', key).update(text).digest().subarray(0, 16);
  return {
    seal: (text) => `${text}.${sealOf(text).toString('base64url')}`,
    open(sealed) {
      const at = sealed.lastIndexOf('.');
      if (at < 0) return undefined;
      const text = sealed.slice(0, at);
      const given = Buffer.from(sealed.slice(at + 1), 'base64url');
      const right = sealOf(text);
      return given.length === right.length && timingSafeEqual(given, right) ? text : undefined;
    },
  };
}

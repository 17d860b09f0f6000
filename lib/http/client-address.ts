/** The address of a client behind proxies that we trust, and the part of it by which requests are counted and slowed. */
import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import proxyAddr from 'proxy-addr';

/** Ranges by name, as proxy-addr knows them. */
const ranges = new Set(['loopback', 'linklocal', 'uniquelocal']);
/** More hops than any chain of proxies has; what stands left of them is not read. */
const mostHops = 20;
/** Characters that 20 addresses take at the most, the longest with a port in brackets. */
const mostCharacters = mostHops * 60;

/** The first of the trusted addresses, ranges (10.0.0.0/8) and names that can't be read; undefined if all can. */
export function checkTrusted(list: readonly string[]): string | undefined {
  return list.find((entry) => !ranges.has(entry) && !isRange(entry));
}

function isRange(entry: string): boolean {
  const [address = '', bits, ...more] = entry.split('/');
  if (more.length > 0 || !isAddress(address) || address.includes('%')) return false;
  // All of the internet (/0) can't be trusted: then everybody could choose an address.
  return (
    bits === undefined || (/^[1-9]\d{0,2}$/.test(bits) && Number(bits) <= (isIP(address) === 4 ? 32 : 128))
  );
}

/** proxy-addr reads by an older ipaddr.js, which doesn't know every spelling of IPv6 that ours does. */
function spelled(entry: string): string {
  if (ranges.has(entry)) return entry;
  const [address = '', ...bits] = entry.split('/');
  return [ipaddr.parse(address).toString(), ...bits].join('/');
}

/**
 * Reads a client's address from the connection's peer and X-Forwarded-For: from the right, the first address that is not
 * a trusted proxy's. What a client wrote there itself stands left of that and is never reached. A trusted proxy that
 * forwards for something unreadable counts itself as the client. `unknown` without a peer. Throws on trusted entries
 * that can't be read, see `checkTrusted`; never on a request.
 */
export function addressReader(
  trusted: readonly string[],
): (peer: string | undefined, forwardedFor: string | undefined) => string {
  const unreadable = checkTrusted(trusted);
  if (unreadable !== undefined)
    throw new TypeError(`Not an address or a range of addresses: "${unreadable}"`);
  const trust = proxyAddr.compile(trusted.map(spelled));
  return (peer, forwardedFor) => {
    const nearest = addressIn(peer ?? '');
    if (!nearest) return 'unknown';
    const request = {
      headers: { 'x-forwarded-for': forwardedFor && hops(forwardedFor) },
      socket: { remoteAddress: nearest },
    };
    return proxyAddr(request as unknown as IncomingMessage, trust);
  };
}

/** The last hops of the header as plain addresses, from the last unreadable one on: nobody can vouch for what is left of it. */
function hops(forwardedFor: string): string {
  const entries = forwardedFor.slice(-mostCharacters).split(',');
  // The first may have lost its beginning, and then be another address.
  if (forwardedFor.length > mostCharacters) entries.shift();
  const addresses = entries.slice(-mostHops).map((entry) => addressIn(entry));
  return addresses.slice(addresses.lastIndexOf(undefined) + 1).join(', ');
}

/** An address in one spelling, without a port (192.0.2.1:8080, [2001:db8::1]:8080), a zone or IPv6 around IPv4. */
function addressIn(text: string): string | undefined {
  const bare = text.trim().replace(/^\[([^\]]*)\](?::\d{1,5})?$|^(\d[\d.]*):\d{1,5}$/, '$1$2');
  return isAddress(bare) ? ipaddr.process(withoutZone(bare)).toString() : undefined;
}

/** Node's reading and ipaddr's agree; ipaddr alone takes 1 and 0x7f.1 for addresses. */
const isAddress = (text: string) => isIP(text) !== 0 && ipaddr.isValid(withoutZone(text));

const withoutZone = (address: string) => address.replace(/%.*$/s, '');

/**
 * The key by which requests are limited: IPv4 as it is, IPv6 by its /64, within which a customer chooses addresses
 * freely (RFC 6177, RFC 8981), and `unknown`.
 */
export function networkOf(address: string): string {
  const readable = addressIn(address);
  if (!readable) return 'unknown';
  const parsed = ipaddr.parse(readable);
  if (parsed.kind() === 'ipv4') return readable;
  const bytes = parsed.toByteArray();
  return `${ipaddr.fromByteArray([...bytes.slice(0, 8), ...Array(8).fill(0)])}/64`;
}

/** True for addresses that only this machine has. */
export function isLoopbackAddress(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() === 'loopback';
}

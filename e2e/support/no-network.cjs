// Loaded into both portals: writes down every connection that leaves this machine, and refuses it.
const { appendFileSync } = require('node:fs');
const dns = require('node:dns');
const { Socket, isIP } = require('node:net');

const local = new Set(['127.0.0.1', '::1', 'localhost', '0.0.0.0', undefined]);

function refuse(what) {
  appendFileSync(process.env.OUTGOING_LOG, `${what}\n`);
  throw new Error(`a connection to ${what} was refused: nothing here asks a third party`);
}

const connect = Socket.prototype.connect;
Socket.prototype.connect = function (...given) {
  const [first] = Array.isArray(given[0]) ? given[0] : given;
  const named = typeof first === 'object' && first ? (first.path ? undefined : first.host) : given[1];
  const host = typeof named === 'string' ? named : undefined;
  if (!local.has(host)) refuse(host);
  return connect.apply(this, given);
};

const lookup = dns.lookup;
dns.lookup = (host, ...rest) => (local.has(host) || isIP(host) ? lookup(host, ...rest) : refuse(host));

/** How a cache in front is named in PURGE. */

/** `fastly:` and a service's id, `cloudflare:` and a zone's id, `nginx:` and the address of an nginx. */
export const purgeKind = /^(fastly:[A-Za-z0-9]+|cloudflare:[a-f0-9]{32}|nginx:https?:\/\/[^/\s]+)$/;

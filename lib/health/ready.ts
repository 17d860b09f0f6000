/** Whether requests may be sent to a portal, and how its parts are. */

export type Parts = Readonly<{
  /** Is there one to hand out? */
  edition: 'ok' | 'missing';
  /** `starting`: it has never answered yet; `restarting`: it has, and is coming back. */
  app: 'ok' | 'starting' | 'restarting';
  /** `opening`: its store has never been open yet; `away`: it was; `off`: nothing is counted here. */
  audience: 'ok' | 'opening' | 'away' | 'off';
  portal: 'ok' | 'stopping';
}>;

/**
 * True once everything has come up, and until the portal stops. A part that falls over later is mended by itself while
 * reading goes on: that is no reason to send readers away, so the answer tells of it and stays ready.
 */
export function isReady({ edition, app, audience, portal }: Parts): boolean {
  return portal === 'ok' && edition === 'ok' && app !== 'starting' && audience !== 'opening';
}

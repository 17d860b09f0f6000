/** A link to another view of the newsroom’s page: it changes the address and nothing is loaded anew. */
import type { MouseEvent, ReactNode } from 'react';
import { addressOf, type Place } from './place.ts';

type Props = { to: Place; isHere?: boolean; className?: string; children: ReactNode };

export function PlaceLink({ to, isHere = false, className, children }: Props) {
  const follow = (event: MouseEvent) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    go(to);
  };
  return (
    <a href={addressOf(to)} onClick={follow} className={className} aria-current={isHere ? 'page' : undefined}>
      {children}
    </a>
  );
}

/** Next.js hears of what is written into the history, and renders with the new address. */
export function go(to: Place): void {
  const address = addressOf(to);
  if (address !== location.pathname + location.search) history.pushState(null, '', address);
}

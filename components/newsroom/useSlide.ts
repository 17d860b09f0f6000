/** Lets rows slide to their new places, so that the eye can follow them; at once, where less motion is asked for. */
import { type RefObject, useLayoutEffect, useRef } from 'react';

const takes = 400;

/** `order` changes when the rows do. */
export function useSlide<Body extends HTMLElement>(order: string): RefObject<Body | null> {
  const ref = useRef<Body>(null);
  const places = useRef<{ order: string; tops: ReadonlyMap<Element, number> }>({
    order: '',
    tops: new Map(),
  });
  useLayoutEffect(() => {
    const rows = [...(ref.current?.children ?? [])];
    if (order === places.current.order) return;
    const top = ref.current?.getBoundingClientRect().top ?? 0;
    const tops = new Map(rows.map((row) => [row, row.getBoundingClientRect().top - top]));
    const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    for (const [row, now] of isCalm ? [] : tops) {
      const before = places.current.tops.get(row);
      if (before !== undefined && Math.abs(before - now) > 1)
        row.animate([{ transform: `translateY(${before - now}px)` }, { transform: 'none' }], {
          duration: takes,
          easing: 'ease-out',
        });
    }
    places.current = { order, tops };
  }, [order]);
  return ref;
}

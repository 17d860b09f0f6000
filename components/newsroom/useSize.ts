/** How large an element is, in pixels, and the type in it. */
import { type RefObject, useLayoutEffect, useRef, useState } from 'react';

export type Size = Readonly<{ width: number; height: number; em: number }>;

/** Nothing before the first look. */
export function useSize<Sized extends Element>(): [RefObject<Sized | null>, Size | undefined] {
  const ref = useRef<Sized>(null);
  const [size, setSize] = useState<Size>();
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    const look = () => {
      const { width, height } = element.getBoundingClientRect();
      const em = Number.parseFloat(getComputedStyle(element).fontSize);
      setSize((before) =>
        before?.width === width && before.height === height && before.em === em
          ? before
          : { width, height, em },
      );
    };
    look();
    const observer = new ResizeObserver(look);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [ref, size];
}

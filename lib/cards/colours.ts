/** The colours of cards: the light theme's, since a card can't know its reader's. */
export const colours = { paper: '#fffdf9', ink: '#1a1816', inkSoft: '#5c564f', brand: '#b3141b' } as const;

/** `#rrggbb` as three bytes. */
export function rgb(colour: string): readonly [number, number, number] {
  const value = Number.parseInt(colour.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

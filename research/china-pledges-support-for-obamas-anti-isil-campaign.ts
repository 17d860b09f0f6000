/** The map of the 2014 report: the five places it turns on. It has no computed figures. */
import { map, place, region } from './kit/map.ts';
import { accents, sheetOf } from './kit/paper.ts';

export const facts = (): Record<string, string> => ({});

export async function draw(): Promise<string> {
  const asia = map(region({ west: 8, south: -2, east: 146, north: 66 }));
  const at = (name: string, lat: number, lon: number, side: 'left' | 'right' | 'above' | 'below') =>
    place(asia.xy(lon, lat), name, side, { size: 50, colour: accents.plum.strong });
  return sheetOf(
    asia.base,
    at('Raqqa', 35.95, 39.01, 'above'),
    at('Mosul', 36.34, 43.13, 'right'),
    at('Baghdad', 33.31, 44.37, 'below'),
    at('Ürümqi', 43.83, 87.62, 'above'),
    at('Beijing', 39.9, 116.41, 'above'),
  );
}

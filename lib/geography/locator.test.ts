import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { drawLocator } from './locator.ts';

const degrees = (most: number) => fc.double({ min: -most, max: most, noNaN: true });
const somePlaces = (most: number) =>
  fc.array(fc.record({ name: fc.constant('X'), lat: degrees(most), lon: degrees(180) }), {
    minLength: 1,
    maxLength: 5,
  });
/** Whole numbers, moves, relative lines and closings: no fractions, which would double the bytes. */
const wholePath = /^(?:M-?\d+[ -]\d+|M-?\d+ ?-?\d+|l-?\d+(?: |(?=-))-?\d+|z)*$/;

describe('a locator map', () => {
  test('holds every place, wherever on Earth it is', () => {
    fc.assert(
      fc.property(somePlaces(90), (places) => {
        const { width, height, places: drawn } = drawLocator(places);
        expect(width).toBe(640);
        expect(height).toBeGreaterThanOrEqual(300);
        expect(height).toBeLessThanOrEqual(560);
        for (const { x, y } of drawn) {
          expect(x).toBeGreaterThanOrEqual(0);
          expect(x).toBeLessThanOrEqual(width);
          expect(y).toBeGreaterThanOrEqual(0);
          expect(y).toBeLessThanOrEqual(height);
        }
      }),
      { numRuns: 40 },
    );
  });

  test('is drawn in whole numbers', () => {
    fc.assert(
      fc.property(somePlaces(75), (places) => {
        const { land, borders } = drawLocator(places);
        expect(land).toMatch(wholePath);
        expect(borders).toMatch(wholePath);
      }),
      { numRuns: 20 },
    );
  });

  test('has north above and east on the right', () => {
    const { places, land, borders } = drawLocator([
      { name: 'Kashgar', lat: 39.47, lon: 75.99 },
      { name: 'Harbin', lat: 45.8, lon: 126.53, side: 'left' },
    ]);
    const [kashgar, harbin] = places;
    expect(kashgar?.x).toBeLessThan(harbin?.x ?? 0);
    expect(kashgar?.y).toBeGreaterThan(harbin?.y ?? 0);
    expect(harbin?.side).toBe('left');
    expect(land.length).toBeGreaterThan(500);
    expect(borders.length).toBeGreaterThan(500);
  });

  test('keeps to the frame it is given', () => {
    const frame = { west: 70, east: 140, south: 15, north: 55 };
    const corners = [
      { name: 'NW', lat: 55, lon: 70 },
      { name: 'SE', lat: 15, lon: 140 },
    ];
    const { places, width, height } = drawLocator(corners, frame);
    // Eight units of margin on the sides that bind.
    const [northWest, southEast] = places;
    expect(Math.min(northWest?.x ?? 0, northWest?.y ?? 0)).toBe(8);
    expect(Math.max((southEast?.x ?? 0) - width, (southEast?.y ?? 0) - height)).toBe(-8);
  });

  test('of a country is a few kilobytes', () => {
    const { land, borders } = drawLocator([{ name: 'X', lat: 35, lon: 105 }], {
      west: 70,
      east: 140,
      south: 15,
      north: 55,
    });
    expect(land.length + borders.length).toBeLessThan(12_000);
  });
});

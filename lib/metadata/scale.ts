/** The vertical scale of a line chart: round ticks that hold every value. */

/** Ticks from low to high, and a function from a value to its place in percent from the top. */
export function lineScale(values: readonly number[]): { ticks: number[]; y: (value: number) => number } {
  const low = Math.min(...values);
  const high = Math.max(...values);
  const step = roundStep((high - low || Math.abs(high) || 1) / 4);
  const first = Math.floor(low / step) * step;
  const count = Math.max(1, Math.ceil((high - first) / step - 1e-9));
  const digits = Math.max(0, -Math.floor(Math.log10(step)));
  const ticks = Array.from({ length: count + 1 }, (_, index) =>
    Number((first + index * step).toFixed(digits)),
  );
  return { ticks, y: (value) => 100 - ((value - first) / (count * step)) * 100 };
}

/** The next of 1, 2, 5, 10 … */
function roundStep(step: number): number {
  const power = 10 ** Math.floor(Math.log10(step));
  const factor = [1, 2, 5, 10].find((each) => each * power >= step) ?? 10;
  return factor * power;
}

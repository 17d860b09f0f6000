/**
 * Counts distinct readers without knowing them: a HyperLogLog sketch of 2^14 registers.
 *
 * Only a mark of 20 bits is kept of a reader: which register, and how rare the rest of the hash was. The
 * estimate is Otmar Ertl's improved raw estimator (arXiv:1702.01284, algorithm 6): no tables, no bias between
 * small and large numbers. Standard error 1.04 / √2^14 = 0.81 %.
 */

const precision = 14;
const registers = 2 ** precision;
/** Bits of a hash left for the rank: 64 less those that choose the register. */
const rankBits = 64 - precision;
/** Beyond so many marks the registers in one array take less memory than a map of them, at some 40 bytes each. */
const mostListed = 400;
const packedLength = (registers * 6) / 8;

/** Register and rank of a reader in one number below 2^20; never 0. `hash` is at least 8 random bytes. */
export function markOf(hash: Uint8Array): number {
  const view = new DataView(hash.buffer, hash.byteOffset, 8);
  const value = view.getBigUint64(0);
  const register = Number(value >> BigInt(rankBits));
  const rest = value & ((1n << BigInt(rankBits)) - 1n);
  const rank = rest === 0n ? rankBits + 1 : rankBits - rest.toString(2).length + 1;
  return (register << 6) | rank;
}

export class Sketch {
  #listed: Map<number, number> | undefined = new Map();
  #all: Uint8Array | undefined;

  /** True if the sketch changed. */
  add(mark: number): boolean {
    const register = mark >>> 6;
    const rank = mark & 63;
    if (rank <= this.#rank(register)) return false;
    if (this.#all) this.#all[register] = rank;
    else this.#listed?.set(register, rank);
    if (this.#listed && this.#listed.size > mostListed) this.#spread();
    return true;
  }

  merge(other: Sketch): void {
    for (const mark of other.marks()) this.add(mark);
  }

  /** Every register that saw somebody, as marks in rising order. */
  marks(): number[] {
    if (this.#listed)
      return [...this.#listed].map(([register, rank]) => (register << 6) | rank).sort((a, b) => a - b);
    const marks: number[] = [];
    this.#all?.forEach((rank, register) => {
      if (rank > 0) marks.push((register << 6) | rank);
    });
    return marks;
  }

  /** About how many distinct readers were added. */
  estimate(): number {
    const counts = new Array<number>(rankBits + 2).fill(0);
    const marks = this.marks();
    counts[0] = registers - marks.length;
    for (const mark of marks) counts[mark & 63] = (counts[mark & 63] ?? 0) + 1;
    let z = registers * tau(1 - (counts[rankBits + 1] ?? 0) / registers);
    for (let rank = rankBits; rank >= 1; rank--) z = 0.5 * (z + (counts[rank] ?? 0));
    z += registers * sigma((counts[0] ?? 0) / registers);
    return registers ** 2 / (2 * Math.LN2 * z);
  }

  /** Three bytes a mark, or six bits a register, whatever is shorter: equal sketches give equal bytes. */
  toBytes(): Uint8Array {
    const marks = this.marks();
    if (marks.length * 3 < packedLength)
      return Uint8Array.from(marks.flatMap((mark) => [mark >>> 16, (mark >>> 8) & 255, mark & 255]));
    const bytes = new Uint8Array(packedLength);
    for (const mark of marks) {
      const bit = (mark >>> 6) * 6;
      const at = bit >>> 3;
      const pair = ((mark & 63) << 10) >>> (bit & 7);
      bytes[at] = (bytes[at] ?? 0) | (pair >>> 8);
      if (at + 1 < packedLength) bytes[at + 1] = (bytes[at + 1] ?? 0) | (pair & 255);
    }
    return bytes;
  }

  static fromBytes(bytes: Uint8Array): Sketch {
    const sketch = new Sketch();
    if (bytes.length < packedLength) {
      for (let at = 0; at + 2 < bytes.length; at += 3)
        sketch.add(((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0));
      return sketch;
    }
    for (let register = 0; register < registers; register++) {
      const bit = register * 6;
      const pair = ((bytes[bit >>> 3] ?? 0) << 8) | (bytes[(bit >>> 3) + 1] ?? 0);
      const rank = (pair >>> (10 - (bit & 7))) & 63;
      if (rank > 0) sketch.add((register << 6) | rank);
    }
    return sketch;
  }

  #rank(register: number): number {
    return this.#all ? (this.#all[register] ?? 0) : (this.#listed?.get(register) ?? 0);
  }

  #spread(): void {
    const all = new Uint8Array(registers);
    for (const [register, rank] of this.#listed ?? []) all[register] = rank;
    this.#all = all;
    this.#listed = undefined;
  }
}

function sigma(share: number): number {
  if (share === 1) return Number.POSITIVE_INFINITY;
  let [x, y, z] = [share, 1, share];
  for (let before = Number.NaN; z !== before; ) {
    x *= x;
    before = z;
    z += x * y;
    y += y;
  }
  return z;
}

function tau(share: number): number {
  if (share === 0 || share === 1) return 0;
  let [x, y, z] = [share, 1, 1 - share];
  for (let before = Number.NaN; z !== before; ) {
    x = Math.sqrt(x);
    before = z;
    y *= 0.5;
    z -= (1 - x) ** 2 * y;
  }
  return z / 3;
}

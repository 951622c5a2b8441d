// Exact numbers, so that no rounding decides a threshold.

/** @type {(one: bigint, other: bigint) => bigint} */
function gcd(one, other) {
  let [a, b] = [one, other];
  while (b) [a, b] = [b, a % b];
  return a < 0n ? -a : a;
}

export class Fraction {
  /**
   * @param {bigint} above
   * @param {bigint} below
   */
  constructor(above, below = 1n) {
    const shared = gcd(above, below) * (below < 0n ? -1n : 1n);
    this.above = above / shared;
    this.below = below / shared;
  }

  /** @type {(other: Fraction) => Fraction} */
  plus(other) {
    return new Fraction(this.above * other.below + other.above * this.below, this.below * other.below);
  }

  /** @type {(other: Fraction) => Fraction} */
  minus(other) {
    return new Fraction(this.above * other.below - other.above * this.below, this.below * other.below);
  }

  /** @type {(other: Fraction) => Fraction} */
  times(other) {
    return new Fraction(this.above * other.above, this.below * other.below);
  }

  /** @type {(other: Fraction) => Fraction} */
  over(other) {
    return new Fraction(this.above * other.below, this.below * other.above);
  }

  // Below 0 when this is the smaller one, 0 when both are equal.
  /** @type {(other: Fraction) => number} */
  against(other) {
    const difference = this.above * other.below - other.above * this.below;
    return difference < 0n ? -1 : Number(difference > 0n);
  }

  toString() {
    return this.below === 1n ? String(this.above) : `${this.above}/${this.below}`;
  }

  toJSON() {
    return this.toString();
  }
}

// A whole number, or a text such as "17/20".
/** @type {(value: Fraction | string | number) => Fraction} */
export function fraction(value) {
  if (value instanceof Fraction) return value;
  const [above, below = "1"] = String(value).split("/");
  return new Fraction(BigInt(above), BigInt(below));
}

export const ZERO = fraction(0);
export const ONE = fraction(1);
/** @type {(values: Fraction[]) => Fraction} */
export const sum = (values) => values.reduce((total, value) => total.plus(value), ZERO);
/** @type {(a: Fraction, b: Fraction) => Fraction} */
export const least = (a, b) => (a.against(b) <= 0 ? a : b);
/** @type {(a: Fraction, b: Fraction) => Fraction} */
export const most = (a, b) => (a.against(b) >= 0 ? a : b);

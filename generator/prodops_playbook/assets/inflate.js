// Unfolds deflated bytes (RFC 1951) in browsers that cannot do it themselves. Throws on anything that is not whole.

const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

// Where each length and distance begins, and how many more bits say the rest.
function steps(first, extra) {
  let next = first;
  return extra.map((bits) => {
    const start = next;
    next += 1 << bits;
    return [start, bits];
  });
}

const LENGTHS = [
  ...steps(3, [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5]),
  [258, 0],
];
const DISTANCES = steps(1, Array.from({ length: 30 }, (_, i) => Math.max(0, (i >> 1) - 1)));

// A canonical code: symbols by their length and bits.
function code(lengths) {
  const made = new Map();
  let bits = 0;
  for (let length = 1; length <= 15; length += 1) {
    lengths.forEach((own, symbol) => {
      if (own !== length) return;
      made.set((1 << length) | bits, symbol);
      bits += 1;
    });
    bits <<= 1;
  }
  return made;
}

const fixed = () => [
  code(Array.from({ length: 288 }, (_, i) => (i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8))),
  code(Array.from({ length: 30 }, () => 5)),
];

class Bits {
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0; // in bits
  }

  one() {
    const byte = this.bytes[this.at >> 3];
    if (byte === undefined) throw new Error("cut off");
    const bit = (byte >> (this.at & 7)) & 1;
    this.at += 1;
    return bit;
  }

  number(bits) {
    let value = 0;
    for (let i = 0; i < bits; i += 1) value |= this.one() << i;
    return value;
  }

  symbol(known) {
    let read = 1;
    for (let length = 1; length <= 15; length += 1) {
      read = (read << 1) | this.one();
      const symbol = known.get(read);
      if (symbol !== undefined) return symbol;
    }
    throw new Error("no such code");
  }

  codes() {
    const literals = this.number(5) + 257;
    const distances = this.number(5) + 1;
    const lengths = Array(19).fill(0);
    for (const place of ORDER.slice(0, this.number(4) + 4)) lengths[place] = this.number(3);
    const known = code(lengths);
    const all = [];
    while (all.length < literals + distances) {
      const symbol = this.symbol(known);
      if (symbol < 16) all.push(symbol);
      else if (symbol === 16) all.push(...Array(this.number(2) + 3).fill(all.at(-1)));
      else all.push(...Array(symbol === 17 ? this.number(3) + 3 : this.number(7) + 11).fill(0));
    }
    return [code(all.slice(0, literals)), code(all.slice(literals, literals + distances))];
  }
}

export function inflate(bytes, limit) {
  const bits = new Bits(bytes);
  const out = [];
  const put = (byte) => {
    if (byte === undefined || out.length >= limit) throw new Error("damaged or too large");
    out.push(byte);
  };
  for (let last = 0; !last;) {
    last = bits.one();
    const kind = bits.number(2);
    if (kind === 3) throw new Error("no such block");
    if (kind === 0) {
      bits.at = (bits.at + 7) & ~7;
      const length = bits.number(16);
      bits.number(16); // its complement; the checksum of the whole is looked at anyway
      for (let i = 0; i < length; i += 1) put(bits.number(8));
      continue;
    }
    const [literals, distances] = kind === 1 ? fixed() : bits.codes();
    for (let symbol = bits.symbol(literals); symbol !== 256; symbol = bits.symbol(literals)) {
      if (symbol < 256) {
        put(symbol);
        continue;
      }
      const [length, more] = LENGTHS[symbol - 257] || [];
      const count = length + bits.number(more);
      const [far, beyond] = DISTANCES[bits.symbol(distances)] || [];
      const back = far + bits.number(beyond);
      for (let i = 0; i < count; i += 1) put(out[out.length - back]);
    }
  }
  return Uint8Array.from(out);
}

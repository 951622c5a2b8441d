// A value as a short text for the end of an address, and back. What comes back is whole or refused.

const LONGEST = 60000; // characters of text that are looked at
const LARGEST = 400000; // bytes that it may unfold to

const TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let sum = n;
  for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? 0xedb88320 ^ (sum >>> 1) : sum >>> 1;
  return sum;
});

/** @type {(bytes: Uint8Array) => string} */
export function crc32(bytes) {
  let sum = 0xffffffff;
  for (const byte of bytes) sum = TABLE[(sum ^ byte) & 0xff] ^ (sum >>> 8);
  return ((sum ^ 0xffffffff) >>> 0).toString(16).padStart(8, "0");
}

/** @type {(bytes: Uint8Array<ArrayBuffer>, transform: CompressionStream | DecompressionStream, limit: number) => Promise<Uint8Array<ArrayBuffer>>} */
async function through(bytes, transform, limit) {
  const reader = new Blob([bytes]).stream().pipeThrough(transform).getReader();
  const parts = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > limit) {
      await reader.cancel();
      throw new Error("too large");
    }
    parts.push(value);
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

/** @type {(bytes: Uint8Array<ArrayBuffer>) => Promise<Uint8Array<ArrayBuffer>>} */
const small = (bytes) => through(bytes, new CompressionStream("deflate-raw"), LARGEST);
/** @type {(bytes: Uint8Array<ArrayBuffer>) => Promise<Uint8Array<ArrayBuffer>>} */
const large = (bytes) => through(bytes, new DecompressionStream("deflate-raw"), LARGEST);

/** @type {(value: unknown) => Promise<string>} */
export async function pack(value) {
  const bytes = new TextEncoder().encode(JSON.stringify(value));
  const letters = Array.from(await small(bytes), (byte) => String.fromCharCode(byte)).join("");
  const text = btoa(letters).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  return `${text}.${crc32(bytes)}`;
}

// The value, or null for a text that is damaged, too large or no value of ours.
/** @type {(text: string) => Promise<unknown>} */
export async function unpack(text) {
  const match = /^([\w-]+)\.([0-9a-f]{8})$/.exec(text.trim());
  if (!match || text.length > LONGEST) return null;
  try {
    const letters = atob(match[1].replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = await large(Uint8Array.from(letters, (letter) => letter.charCodeAt(0)));
    if (crc32(bytes) !== match[2]) return null;
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return null;
  }
}

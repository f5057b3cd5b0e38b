/** The SHA-256 of a text's UTF-8 bytes as 64 hexadecimal digits (FIPS 180-4). */
export function sha256(text: string): string {
  const bytes = padded(utf8(text));
  const hash = Uint32Array.from(primes(8), (prime) => fraction(Math.sqrt(prime)));
  const schedule = new Uint32Array(64);
  for (let start = 0; start < bytes.length; start += 64) addBlock(hash, schedule, bytes, start);
  return Array.from(hash, (word) => word.toString(16).padStart(8, '0')).join('');
}

function addBlock(hash: Uint32Array, w: Uint32Array, bytes: Uint8Array, start: number): void {
  const view = new DataView(bytes.buffer, start, 64);
  for (let i = 0; i < 16; i++) w[i] = view.getUint32(4 * i);
  for (let i = 16; i < 64; i++) {
    const [x, y] = [w[i - 15] as number, w[i - 2] as number];
    const [sx, sy] = [turned(x, 7) ^ turned(x, 18) ^ (x >>> 3), turned(y, 17) ^ turned(y, 19) ^ (y >>> 10)];
    w[i] = (w[i - 16] as number) + sx + (w[i - 7] as number) + sy;
  }
  let [a, b, c, d, e, f, g, h] = hash as unknown as Eight;
  for (let i = 0; i < 64; i++) {
    const choice = (e & f) ^ (~e & g);
    const majority = (a & b) ^ (a & c) ^ (b & c);
    const se = turned(e, 6) ^ turned(e, 11) ^ turned(e, 25);
    const sa = turned(a, 2) ^ turned(a, 13) ^ turned(a, 22);
    const sum = (h + se + choice + (constants[i] as number) + (w[i] as number)) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + sum) | 0, c, b, a, (sum + sa + majority) | 0];
  }
  for (const [i, word] of [a, b, c, d, e, f, g, h].entries()) hash[i] = (hash[i] as number) + word;
}

type Eight = [number, number, number, number, number, number, number, number];

const constants: readonly number[] = /* @__PURE__ */ primes(64).map((prime) => fraction(Math.cbrt(prime)));

/** The first primes. */
function primes(count: number): number[] {
  const found: number[] = [];
  for (let n = 2; found.length < count; n++) if (found.every((prime) => n % prime !== 0)) found.push(n);
  return found;
}

/** The first 32 bits of what is behind the point. */
function fraction(root: number): number {
  return ((root % 1) * 2 ** 32) | 0;
}

function turned(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by));
}

/** The bytes, a bit of one, zeros, and how many bits they are: a multiple of 64 bytes. */
function padded(bytes: Uint8Array): Uint8Array {
  const all = new Uint8Array(((bytes.length + 8) >> 6) * 64 + 64);
  all.set(bytes);
  all[bytes.length] = 0x80;
  new DataView(all.buffer).setUint32(all.length - 4, bytes.length * 8);
  return all;
}

function utf8(text: string): Uint8Array {
  return Uint8Array.from(unescaped(encodeURIComponent(text)), (character) => character.charCodeAt(0));
}

/** A character for each byte that is written in percent. */
function unescaped(encoded: string): string {
  return encoded.replaceAll(/%(..)/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/**
 * Two numbers of 32 bits that tell whether a run of words is what it was. Each word goes into one of four lanes by steps
 * that can be undone, so a change within one word always changes its lane, and a change of one lane always the result:
 * no single flipped bit goes unnoticed.
 */
export function checksumOf(words: Int32Array, seed: Int32Array): readonly [number, number] {
  let [a, b, c, d] = [0x243f6a88, 0x85a308d3 | 0, 0x13198a2e, 0x03707344];
  for (let i = 0; i < seed.length; i++) a = mixed(a, seed[i] as number);
  const { length } = words;
  const even = length - (length % 4);
  for (let i = 0; i < even; i += 4) {
    a = Math.imul(a ^ (words[i] as number), multiplier);
    b = Math.imul(b ^ (words[i + 1] as number), multiplier);
    c = Math.imul(c ^ (words[i + 2] as number), multiplier);
    d = Math.imul(d ^ (words[i + 3] as number), multiplier);
    a ^= a >>> 15;
    b ^= b >>> 15;
    c ^= c >>> 15;
    d ^= d >>> 15;
  }
  for (let i = even; i < length; i++) a = mixed(a, words[i] as number);
  const low = mixed(mixed(mixed(a, b), c), d);
  return [low, mixed(mixed(mixed(mixed(low, d), c), b), a)];
}

const multiplier = 0x9e3779b1 | 0;

function mixed(lane: number, word: number): number {
  const product = Math.imul(lane ^ word, multiplier);
  return product ^ (product >>> 15);
}

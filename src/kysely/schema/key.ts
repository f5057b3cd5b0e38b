import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** From how many characters on a text is not its own key: as many as a digest has, so that no key is both. */
const digestLength = 64;

/**
 * What stands for a text in a column that an index holds: the text itself where it has fewer than 64 characters, else its
 * SHA-256 in hexadecimal. No index of any engine takes texts of any length, and two texts never have one key.
 */
export function keyOf(text: string): string {
  return text.length < digestLength ? text : bytesToHex(sha256(utf8ToBytes(text)));
}

/** The same of what may be null. */
export function keyOrNull(text: string | null): string | null {
  return text === null ? null : keyOf(text);
}

/** Whether the text of a key is somewhere else: in the events, or in a column of the whole text. */
export function isDigest(key: string): boolean {
  return key.length === digestLength;
}

import { codePointRank } from '../text.ts';
import { capacityFor, doubled, hasSlack, resizedTo } from './growable.ts';

/**
 * Texts as their code units, one text behind the other, so that a garbage collector finds no object of theirs: beside a
 * million deals a full collection takes 5 ms, with a string for each id 66, and with large reports it comes by every few.
 */
export interface Texts {
  /** A byte each as long as all of them are below 256. */
  units: Uint8Array | Uint16Array;
  /** Where each text ends. */
  ends: Uint32Array;
  length: number;
}

export function textsOf(list: readonly string[] = []): Texts {
  const texts: Texts = { units: new Uint8Array(0), ends: new Uint32Array(list.length), length: 0 };
  for (const text of list) pushText(texts, text);
  return texts;
}

/** Adds a text behind the others; answers its place. */
export function pushText(texts: Texts, text: string): number {
  const place = texts.length;
  const start = endOf(texts, place - 1);
  const end = start + text.length;
  if (end > texts.units.length) texts.units = resizedTo(texts.units, Math.max(end, doubled(start)));
  if (place === texts.ends.length) texts.ends = resizedTo(texts.ends, doubled(place));
  writeUnits(texts, text, start);
  texts.ends[place] = end;
  texts.length = place + 1;
  return place;
}

function writeUnits(texts: Texts, text: string, start: number): void {
  const { units } = texts;
  let all = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    units[start + i] = unit;
    all |= unit;
  }
  if (all < 256 || units instanceof Uint16Array) return;
  texts.units = Uint16Array.from(units);
  writeUnits(texts, text, start);
}

/** A text as it was. */
export function textFrom(texts: Texts, place: number): string {
  const { units } = texts;
  const end = endOf(texts, place);
  let at = endOf(texts, place - 1);
  let text = '';
  // Eight at a time takes half as long as one by one, and less than a subarray to make them from.
  for (; at + 8 <= end; at += 8)
    text += String.fromCharCode(
      units[at] as number,
      units[at + 1] as number,
      units[at + 2] as number,
      units[at + 3] as number,
      units[at + 4] as number,
      units[at + 5] as number,
      units[at + 6] as number,
      units[at + 7] as number,
    );
  for (; at < end; at++) text += String.fromCharCode(units[at] as number);
  return text;
}

/** Whether a text is the one in a place. */
export function isTextIn(texts: Texts, place: number, text: string): boolean {
  const { units } = texts;
  const start = endOf(texts, place - 1);
  if (endOf(texts, place) - start !== text.length) return false;
  for (let i = 0; i < text.length; i++) if (units[start + i] !== text.charCodeAt(i)) return false;
  return true;
}

/** The order of two texts, as `compareText` has it. */
export function compareTextsIn(texts: Texts, a: number, b: number): number {
  const { units } = texts;
  const [startA, startB] = [endOf(texts, a - 1), endOf(texts, b - 1)];
  const [lengthA, lengthB] = [endOf(texts, a) - startA, endOf(texts, b) - startB];
  const length = Math.min(lengthA, lengthB);
  for (let i = 0; i < length; i++) {
    const [x, y] = [units[startA + i] as number, units[startB + i] as number];
    if (x !== y) return codePointRank(x) - codePointRank(y);
  }
  return lengthA - lengthB;
}

/** The texts of some places; an empty one where there is no place, -1. */
export function textsFrom(texts: Texts, places: Int32Array): Texts {
  const ends = new Uint32Array(places.length);
  for (let i = 0, end = 0; i < places.length; i++) {
    end += lengthIn(texts, places[i] as number);
    ends[i] = end;
  }
  const units = new (texts.units.constructor as Uint8ArrayConstructor)(ends[places.length - 1] ?? 0);
  for (let i = 0; i < places.length; i++) {
    const place = places[i] as number;
    const [from, to] = [endOf(texts, place - 1), endOf({ ends }, i - 1)];
    for (let k = lengthIn(texts, place) - 1; k >= 0; k--) units[to + k] = texts.units[from + k] as number;
  }
  return { units, ends, length: places.length };
}

/** Drops the texts from a place on. */
export function cutTexts(texts: Texts, length: number): void {
  texts.length = Math.min(texts.length, length);
}

/** Reserves capacity for so many times the present texts. */
export function reserveTexts(texts: Texts, times: number): void {
  texts.ends = resizedTo(texts.ends, capacityFor(times * texts.length));
  texts.units = resizedTo(texts.units, capacityFor(times * unitCount(texts)));
}

/** Gives back unused capacity, but for a part. */
export function trimTexts(texts: Texts, part?: number): void {
  const { ends, units, length } = texts;
  const count = unitCount(texts);
  if (hasSlack(ends.length, length, part)) texts.ends = resizedTo(ends, capacityFor(length, part));
  if (hasSlack(units.length, count, part)) texts.units = resizedTo(units, capacityFor(count, part));
}

/** How many code units all texts have together. */
export function unitCount(texts: Texts): number {
  return endOf(texts, texts.length - 1);
}

/** All texts. */
export function textList(texts: Texts): string[] {
  const list: string[] = [];
  const count = unitCount(texts);
  let [whole, wholeFrom, wholeEnd] = ['', 0, 0];
  for (let place = 0, at = 0; place < texts.length; place++) {
    const end = endOf(texts, place);
    if (end > wholeEnd) {
      // Many texts at once: a text is cut out faster than it is made.
      [wholeFrom, wholeEnd] = [at, Math.max(end, Math.min(at + most, count))];
      whole = textOf(texts.units, wholeFrom, wholeEnd);
    }
    list.push(whole.slice(at - wholeFrom, end - wholeFrom));
    at = end;
  }
  return list;
}

/** How many units become one text at once: as many as a function may be given. */
const most = 4096;

function textOf(units: Texts['units'], from: number, end: number): string {
  let text = '';
  for (let at = from; at < end; at += most) {
    const part = units.subarray(at, Math.min(at + most, end));
    text += String.fromCharCode.apply(null, part as unknown as number[]);
  }
  return text;
}

function lengthIn(texts: Texts, place: number): number {
  return place < 0 ? 0 : endOf(texts, place) - endOf(texts, place - 1);
}

function endOf({ ends }: Pick<Texts, 'ends'>, place: number): number {
  return place < 0 ? 0 : (ends[place] as number);
}

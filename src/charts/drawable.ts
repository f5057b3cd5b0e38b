import type { Captions } from '../format/captions/captions.ts';
import { stageName } from '../format/stage-name.ts';
import { plainText } from '../format/table.ts';
import type { StageHead } from '../timeline/stage-head.ts';

/** What every object has, by name: `__proto__`, `constructor`, … */
const inherited: readonly string[] = /* @__PURE__ */ Object.getOwnPropertyNames(Object.prototype);

/**
 * A text from outside as ECharts may draw it: on one line, without characters that are not shown but do something.
 *
 * ECharts 6.1 remembers in a plain object how wide a text is, under the text, also that of a long one cut. Drawing
 * `__proto__` would write to what all objects of the program inherit. Behind a space it is a text like any other.
 */
export function drawable(text: string): string {
  const plain = plainText(text);
  return inherited.some((name) => plain.startsWith(name)) ? ` ${plain}` : plain;
}

/** What a stage is called in a chart. */
export function drawableStage(stage: Omit<StageHead, 'stageId'>, captions: Captions): string {
  return drawable(stageName(stage, captions));
}

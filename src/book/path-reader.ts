import type { Path } from '../timeline/read-path.ts';
import { type Facts, firstPlace, lost, placeAt, won } from './facts.ts';
import { stepsTo } from './path-tree.ts';

/**
 * What the ways of deals are in one pipeline: the stages in it and the ending there; null for a way that never was in
 * it. Two ways that differ only elsewhere give one and the same path.
 */
export function pathReader(facts: Facts, pipelineId: string): (node: number) => Path | null {
  const byNode = new Map<number, Path | null>();
  const byText = new Map<string, Path>();
  return (node) => {
    const known = byNode.get(node);
    if (known !== undefined) return known;
    const path = shared(byText, pathIn(facts, pipelineId, stepsTo(facts.paths, node)));
    byNode.set(node, path);
    return path;
  };
}

function shared(byText: Map<string, Path>, path: Path | null): Path | null {
  if (path === null) return null;
  const text = pathText(path);
  const known = byText.get(text);
  if (known !== undefined) return known;
  byText.set(text, path);
  return path;
}

/** A text that tells a path from all others. */
export function pathText({ stages, ending }: Path): string {
  return JSON.stringify([ending, ...stages]);
}

function pathIn(facts: Facts, pipelineId: string, steps: readonly number[]): Path | null {
  const places = steps.filter((step) => step >= firstPlace).map((step) => placeAt(facts, step));
  const here = places.filter((place) => place.pipelineId === pipelineId);
  if (here.length === 0) return null;
  const stages = here.flatMap((place) => place.stageId ?? []);
  const last = steps.at(-1);
  if (places.at(-1)?.pipelineId !== pipelineId) return { stages, ending: 'transferred' };
  return { stages, ending: last === won ? 'won' : last === lost ? 'lost' : 'open' };
}

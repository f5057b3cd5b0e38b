/** What every row that has a stage begins with. */
export interface StageHead {
  readonly stageId: string;
  readonly name: string;
  /** True for a stage the pipeline does not know; such rows come last, in code-point order. */
  readonly unmapped: boolean;
  /** True for a stage the pipeline has retired; such rows come after those of stages that deals go through. */
  readonly retired?: boolean;
}

/** The head of a row, without what else the row has. */
export function stageHead({ stageId, name, unmapped, retired }: StageHead): StageHead {
  return { stageId, name, unmapped, ...(retired === true ? { retired } : {}) };
}

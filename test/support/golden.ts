import { readFileSync } from 'node:fs';
import type { DealEvent } from '../../src/deal/event.ts';
import { type Money, money } from '../../src/money/money.ts';
import { definePipeline } from '../../src/pipeline/define-pipeline.ts';
import type { Pipeline } from '../../src/pipeline/pipeline.ts';

type Cells = Readonly<Record<'entered' | 'passed' | 'lost' | 'open' | 'returned' | 'transferred', number>>;
type Endings = Readonly<Record<'deals' | 'won' | 'lost' | 'open' | 'transferred', number>>;

interface GoldenRow extends Cells {
  readonly stageId: string;
  readonly skipped: number;
  readonly potential: Cells;
  readonly stepRate: { readonly count: number; readonly of: number };
}

/** A funnel as it should be, in one reading; amounts are plain numbers. */
export interface GoldenResult {
  readonly options: { readonly skips?: 'count' | 'ignore'; readonly returns?: 'keep' | 'erase' };
  readonly stages: readonly GoldenRow[];
  readonly total: Endings & { readonly unpriced: number; readonly potential: Endings };
}

export interface GoldenFunnel {
  readonly name: string;
  readonly pipeline: Pipeline;
  readonly currency: string;
  readonly histories: readonly (readonly DealEvent[])[];
  readonly results: readonly GoldenResult[];
}

interface GoldenFile {
  readonly funnels: readonly {
    readonly name: string;
    readonly dayZero: string;
    readonly unit: string;
    readonly stages: readonly string[];
    readonly deals: readonly string[];
    readonly results: readonly GoldenResult[];
  }[];
}

/** The funnels of `oracles/golden-funnels.json`, the deals as histories. */
export function goldenFunnels(path: string): GoldenFunnel[] {
  const { funnels } = JSON.parse(readFileSync(path, 'utf8')) as GoldenFile;
  return funnels.map(({ name, dayZero, unit, stages, deals, results }) => {
    const pipeline = definePipeline({
      id: 'golden',
      name,
      progression: 'manual',
      stages: stages.map((id) => ({ id, name: id })),
    });
    const histories = deals.map((line) => goldenHistory(line, new Date(dayZero), pipeline.id, unit));
    return { name, pipeline, currency: unit, histories, results };
  });
}

/** `f m 320 | s1@0 s2@2 lost@4 re:s2@8 s3@9 won@12`: id, owner, potential | what happened on which day. */
export function goldenHistory(
  line: string,
  dayZero: Date,
  pipelineId: string,
  currency: string,
): DealEvent[] {
  const [head = '', course = ''] = line.split(' | ');
  const [dealId = '', ownerId = '', amount = ''] = head.split(' ');
  const deal = { dealId, ownerId, pipelineId, potential: money(amount, currency) };
  const steps = course.split(' ').map((step) => step.split('@') as [string, string]);
  return steps.map(([what, day], index) =>
    goldenEvent(deal, what, new Date(dayZero.getTime() + Number(day) * 86_400_000), steps[index - 1]?.[0]),
  );
}

function goldenEvent(
  deal: { dealId: string; ownerId: string; pipelineId: string; potential: Money },
  what: string,
  at: Date,
  before: string | undefined,
): DealEvent {
  const { dealId } = deal;
  if (before === undefined) return { type: 'DealOpened', ...deal, at, stageId: what };
  if (what === 'won') return { type: 'DealWon', dealId, at };
  if (what === 'lost') return { type: 'DealLost', dealId, at, reason: null };
  if (what.startsWith('re:')) return { type: 'DealReopened', dealId, at, stageId: what.slice(3) };
  return { type: 'DealMoved', dealId, at, from: before.replace(/^re:/, ''), to: what };
}

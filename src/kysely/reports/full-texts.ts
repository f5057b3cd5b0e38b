import type { Deal } from '../../deal/deal.ts';
import { dealAsOf, replay } from '../../deal/replay.ts';
import { isDigest } from '../schema/key.ts';
import { historyWith } from './history-with.ts';
import type { OpenSource } from './source.ts';

type TextColumn =
  | 'pipeline'
  | 'stage'
  | 'status'
  | 'owner'
  | 'opened_by'
  | 'channel'
  | 'closed_by'
  | 'customer'
  | 'loss_reason'
  | 'competitor';

/** Where a deal has the texts that columns have the keys of. */
const textsOf: { readonly [Column in TextColumn]: (deal: Deal) => string | null } = {
  pipeline: (deal) => deal.pipelineId,
  stage: (deal) => deal.stageId,
  status: (deal) => deal.status,
  owner: (deal) => deal.ownerId,
  opened_by: (deal) => deal.openedBy,
  channel: (deal) => deal.channel,
  closed_by: (deal) => (deal.status === 'open' ? null : deal.closedBy),
  customer: (deal) => deal.customerId,
  loss_reason: (deal) => (deal.status === 'lost' ? deal.lossReason : null),
  competitor: (deal) => (deal.status === 'lost' ? deal.competitorId : null),
};

/**
 * The texts of keys in a column. A key that is a digest is looked up in the events of a deal that has it: few are, as texts of 64
 * characters are seldom ids.
 */
export async function fullTexts(
  source: OpenSource,
  column: TextColumn,
  keys: Iterable<string | null>,
): Promise<(key: string | null) => string | null> {
  const texts = new Map<string, string | null>();
  for (const key of new Set(keys)) {
    if (key === null || !isDigest(key)) continue;
    const history = await historyWith(source, column, key);
    const { asOf } = source;
    texts.set(key, textsOf[column]((asOf === undefined ? replay(history) : dealAsOf(history, asOf)) as Deal));
  }
  return (key) => (key === null ? null : (texts.get(key) ?? key));
}

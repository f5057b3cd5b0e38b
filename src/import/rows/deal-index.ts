import { type IdIndex, idIndex, rowOf, setRow } from '../../columns/id-index.ts';
import { pushText, textsOf } from '../../columns/texts.ts';
import { invalidValue } from '../../deal/event-values.ts';
import { DealError, isDealError } from '../../errors.ts';
import { checkText } from '../../text.ts';
import type { DealRow } from './deal-row.ts';
import { type Findings, leaveOut } from './findings.ts';
import { isMade, type Rows } from './rows.ts';

/** The deals by id; of two with one id the first stands. `taken` is 0 for rows that have no id, or another row's. */
export function dealIndex(deals: Rows<DealRow>, findings: Findings): { index: IdIndex; taken: Uint8Array } {
  const ids = textsOf();
  const index = idIndex(ids);
  const taken = new Uint8Array(deals.length);
  for (let i = 0; i < deals.length; i++) {
    const row = isMade(deals) ? { id: deals.dealIdAt(i) as string } : (deals[i] as DealRow);
    try {
      if (typeof row !== 'object' || row === null || Array.isArray(row))
        throw invalidValue('deal', 'not a row', row);
      const { id } = row;
      checkText(id, 'dealId');
      if (rowOf(index, id) !== undefined)
        throw new DealError('duplicate-deal', `Two deals have the id ${id}.`, { dealId: id });
      pushText(ids, id);
      setRow(index, id, i);
      taken[i] = 1;
    } catch (error) {
      if (!isDealError(error)) throw error;
      pushText(ids, '');
      const id: unknown = (row as Partial<DealRow> | null | undefined)?.id;
      leaveOut(
        findings,
        { in: 'deal', index: i, dealId: id },
        isDealError(error, 'invalid-value') ? null : 'id',
        id,
        error,
      );
    }
  }
  return { index, taken };
}

import type { OutcomeFacts } from '../../import/rows/deal-row.ts';

/** How a deal ended. */
export type Outcome = OutcomeFacts['status'];

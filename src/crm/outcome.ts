import type { OutcomeFacts } from '../import/deal-row.ts';

/** How a deal ended. */
export type Outcome = OutcomeFacts['status'];

import type { DealHistory } from '../../deal/event.ts';
import type { TaskSources } from '../projection/project-deal.ts';
import type { Db } from '../schema/tables.ts';

/** Finds what the tasks of deals follow from, within the transaction that is to write them. */
export type SourcesFor = (db: Db, histories: readonly DealHistory[]) => Promise<TaskSources>;

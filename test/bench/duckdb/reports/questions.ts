import type { ReportName } from '../../data/report-names.ts';
import type { Question } from '../question.ts';
import * as deals from './deals.ts';
import * as lengths from './lengths.ts';
import { movements } from './movements.ts';
import * as sales from './sales.ts';
import * as stages from './stages.ts';

/** Each report as a question to the database. */
export const questions: Readonly<Record<ReportName, Question>> = {
  'pipeline movements': movements,
  'sales by month and owner': sales.salesByMonth,
  'win rate by owner': sales.winRates,
  'stage durations': lengths.durations,
  'owner scorecard': stages.scorecard,
  'sales velocity': deals.velocity,
  'sales cycle': lengths.cycles,
  transitions: stages.ways,
  reschedules: lengths.newDates,
  'loss reasons': deals.losses,
  forecast: stages.expected,
  'stale deals': deals.waiting,
  'page of deals': deals.page,
  'funnel of overlapping visits': stages.overlapping,
};

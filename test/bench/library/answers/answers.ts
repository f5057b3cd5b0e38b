import type { ReportName } from '../../data/report-names.ts';
import type { Answer } from './answer.ts';
import * as deals from './deals.ts';
import * as lengths from './lengths.ts';
import { movements } from './movements.ts';
import * as sales from './sales.ts';
import * as stages from './stages.ts';

/** The library's answer to each report. */
export const answers: Readonly<Record<ReportName, Answer>> = {
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

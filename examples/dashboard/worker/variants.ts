import type { CalendarUnit, FieldName, Filter, Period, ReportVariant } from 'dealbook';
import type { BookFacts, Filters, PeriodChoice } from '../messages.ts';

/** How many deals of a stage the board shows. */
const cards = 6;

/** The reports of the dashboard, each as the variant that it can be saved as. */
export function variantsOf(filters: Filters, { whole }: Pick<BookFacts, 'whole'>): readonly ReportVariant[] {
  const { pipelineId, ownerId, channel, during } = filters;
  const closed = { pipelineId, ...(during === undefined ? {} : { closedDuring: during }) };
  const inChannel = filterOf({ channel });
  const filter = filterOf({ ownerId, channel });
  const variant = (report: string, options: object): ReportVariant => {
    return { id: report, name: report, report, options: { ...options } };
  };
  const span = during ?? whole;
  const owner = ownerId === undefined ? {} : { ownerId };
  return [
    variant('winRate', { ...closed, ...filter }),
    variant('salesFunnel', { ...closed, ...filter }),
    variant('dealBoard', { pipelineId, limit: cards, sort: byPotential, ...filter }),
    variant('forecast', { ...closed, ...filter }),
    variant('weightedPipeline', { pipelineId, ...filter }),
    variant('ownerScorecard', { ...closed, ...filter }),
    ...(span === null
      ? []
      : [
          variant('salesByPeriod', { pipelineId, during: span, unit: unitWithin(during, span), ...filter }),
          // Deals change hands within the period: whose they are is an option of this report.
          variant('pipelineMovements', { pipelineId, during: span, ...owner, ...inChannel }),
        ]),
    variant('lossReasons', { ...closed, ...filter }),
  ];
}

const byPotential = { by: 'potential', order: 'descending' } as const;

/** The parts that sales in a period are shown by. */
function unitWithin(during: PeriodChoice | undefined, whole: PeriodChoice | Period): CalendarUnit {
  if (typeof during === 'string') return /-\d\d$/.test(during) ? 'week' : 'month';
  if (during !== undefined) return Object.values(during)[0] === 'month' ? 'week' : 'month';
  const days = typeof whole === 'object' && 'start' in whole ? (+whole.end - +whole.start) / 86_400_000 : 0;
  return days < 600 ? 'month' : days < 2_000 ? 'quarter' : 'year';
}

function filterOf(values: { readonly [F in FieldName]?: string | null | undefined }): { filter?: Filter } {
  const filters = Object.entries(values).flatMap(([field, value]): Filter[] => {
    return value === undefined ? [] : [{ field: field as FieldName, value }];
  });
  return filters.length === 0
    ? {}
    : { filter: filters.length === 1 ? (filters[0] as Filter) : { and: filters } };
}

import { sql } from 'kysely';
import {
  type SalesCycle,
  salesCycle,
  salesCycleOf,
  salesCycleOptions,
} from '../../reports/outcomes/sales-cycle.ts';
import type { BusinessCalendar } from '../../time/business-calendar.ts';
import { clockOf } from '../../time/clock.ts';
import { dealRows } from './deal-rows.ts';
import { type DealsOptions, dealsAsked } from './outcome-reports.ts';
import { firstGiven, type StoredReport } from './stored-report.ts';

type SalesCycleOptions = DealsOptions & { readonly calendar?: BusinessCalendar | undefined };

export const storedSalesCycle: StoredReport<SalesCycleOptions, SalesCycle> = {
  options: salesCycleOptions,
  ofBook: salesCycle,
  unanswered: (options) => firstGiven(options, 'calendar'), // its time is no difference of two numbers
  async report(source, options) {
    const { where, about } = await dealsAsked(source, options);
    const rows = await dealRows<{ status: string; taken: unknown; deals: unknown }>(source, {
      columns: [sql`status`, sql`case when undated = 0 then closed_at - opened_at - closed_for end as taken`],
      keys: ['status', 'taken'],
      told: [sql`count(*) as deals`],
      where: [...where, sql`status in ('won', 'lost')`],
    });
    const lengths = (wanted: string): Float64Array => {
      const ofStatus = rows.filter(({ status }) => status === wanted);
      return Float64Array.from(
        ofStatus.flatMap(({ taken, deals }) => {
          const length = taken === null ? Number.NaN : Number(taken);
          return new Array<number>(Number(deals)).fill(length);
        }),
      );
    };
    const { toDays } = clockOf(undefined);
    return salesCycleOf({ won: lengths('won'), lost: lengths('lost'), toDays }, about);
  },
};

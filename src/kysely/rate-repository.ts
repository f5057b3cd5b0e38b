import { DealError } from '../errors.ts';
import { rateTable } from '../rates/rate-table.ts';
import type { RateRepository, SavedRate } from '../repository/rate-repository.ts';
import { checkText } from '../text.ts';
import { dayNumber, dayText } from '../time/local-day.ts';
import { insertMissing } from './projection/insert-rows.ts';
import { keyOf } from './schema/key.ts';
import type { Db } from './schema/tables.ts';
import type { Store } from './store/store.ts';

/** The exchange rates of a store, a row a rate. */
export function storedRates(store: Store): RateRepository {
  const { engine, tenant } = store;

  const against = (db: Db, base: string) =>
    db
      .selectFrom('dealbook_rate')
      .select('form')
      .where('tenant', '=', tenant)
      .where('base', '=', keyOf(base));

  return {
    async load(base) {
      checkText(base, 'base');
      const rows = await store.read((db) => against(db, base).execute());
      return rows.map(({ form }) => JSON.parse(form) as SavedRate);
    },

    async save(base, rows) {
      const rates = sortedRates(rateTable(rows, { base }).currencies);
      const given = rates.map((rate) => ({
        ...{ tenant, base: keyOf(base), currency: keyOf(rate.currency), date: rate.date },
        form: JSON.stringify(rate),
      }));
      const currencies = [...new Set(given.map(({ currency }) => currency))];
      await store.write(async (db) => {
        if ((await insertMissing(db, engine, 'dealbook_rate', given)) === given.length) return;
        const there = await against(db, base)
          .where('currency', 'in', currencies)
          .$if(engine === 'mysql', (select) => select.forUpdate()) // what is there by now, not in an older view
          .execute();
        const kept = new Map(there.map(({ form }) => [placeOf(JSON.parse(form) as SavedRate), form]));
        const other = rates.find((rate) => kept.get(placeOf(rate)) !== JSON.stringify(rate));
        if (other !== undefined) throw duplicate(other);
      });
    },

    async remove(base, currency, date) {
      checkText(base, 'base');
      checkText(currency, 'currency');
      const day = dayText(dayNumber(date));
      await store.write((db) =>
        db
          .deleteFrom('dealbook_rate')
          .where('tenant', '=', tenant)
          .where('base', '=', keyOf(base))
          .where('currency', '=', keyOf(currency))
          .where('date', '=', day)
          .execute(),
      );
    },
  };
}

type Currencies = ReturnType<typeof rateTable>['currencies'];

/** Rates always in the same order, so that no two who save them wait for each other. */
function sortedRates(currencies: Currencies): SavedRate[] {
  const names = Object.keys(currencies).sort();
  return names.flatMap((currency) => {
    const { days, rates } = currencies[currency] as Currencies[string];
    return rates.map((rate, index) => ({ date: dayText(days[index] as number), currency, rate }));
  });
}

function placeOf({ currency, date }: SavedRate): string {
  return `${date} ${currency}`;
}

function duplicate({ currency, date }: SavedRate): DealError {
  return new DealError(
    'duplicate-rate',
    `Another rate of ${currency} is kept for ${date}; remove it first.`,
    {
      currency,
      date,
    },
  );
}

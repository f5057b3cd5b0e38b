import { DealError } from '../errors.ts';
import { rateTable } from '../rates/rate-table.ts';
import type { RateRepository } from '../repository/rate-repository.ts';
import { dayNumber, dayText } from '../time/local-day.ts';

/**
 * A repository of exchange rates in memory.
 *
 * @example
 * ```ts
 * const repository = memoryRateRepository()
 * await repository.save('EUR', [{ date: '2026-02-27', currency: 'NOK', rate: 11.2 }])
 * await repository.load('EUR') // => [{ date: '2026-02-27', currency: 'NOK', rate: '11.2' }]
 * ```
 */
export function memoryRateRepository(): RateRepository {
  const bases = new Map<string, Map<string, Map<number, string>>>();

  return {
    async load(base) {
      const currencies = [...(bases.get(base) ?? [])];
      return currencies.flatMap(([currency, rates]) =>
        Array.from(rates, ([day, rate]) => ({ date: dayText(day), currency, rate })),
      );
    },

    async save(base, rows) {
      const { currencies } = rateTable(rows, { base });
      const kept = bases.get(base) ?? new Map<string, Map<number, string>>();
      const added: (() => void)[] = [];
      for (const [currency, { days, rates }] of Object.entries(currencies)) {
        const byDay = kept.get(currency) ?? new Map<number, string>();
        for (const [i, text] of rates.entries()) {
          const day = days[i] as number;
          if ((byDay.get(day) ?? text) !== text) throw duplicate(currency, dayText(day));
          added.push(() => byDay.set(day, text));
        }
        added.push(() => kept.set(currency, byDay));
      }
      for (const add of added) add();
      bases.set(base, kept);
    },

    async remove(base, currency, date) {
      bases.get(base)?.get(currency)?.delete(dayNumber(date));
    },
  };
}

function duplicate(currency: string, date: string): DealError {
  return new DealError(
    'duplicate-rate',
    `Another rate of ${currency} is kept for ${date}; remove it first.`,
    {
      currency,
      date,
    },
  );
}

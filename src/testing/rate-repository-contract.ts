import type { RateRepository, SavedRate } from '../repository/rate-repository.ts';
import { contract, type RepositoryContract } from './contract.ts';
import { expectRefusal, expectSame } from './expect.ts';

const rows: readonly SavedRate[] = [
  { date: '2026-02-26', currency: 'NOK', rate: '11.19' },
  { date: '2026-02-27', currency: 'NOK', rate: '11.2' },
  { date: '2026-02-27', currency: 'XAU', rate: '0.00000000012345678901234567890123' },
  { date: '2026-02-27', currency: '__proto__', rate: '12345678901234567890.5' },
];

function sorted(saved: readonly SavedRate[]): unknown {
  const keyOf = ({ currency, date }: SavedRate): string => `${date} ${currency}`;
  return [...saved].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

/** Everything a repository of exchange rates must keep; to be run as `dealRepositoryContract`. */
export const rateRepositoryContract: readonly RepositoryContract<RateRepository>[] = Object.freeze<
  RepositoryContract<RateRepository>[]
>([
  contract('keeps rates exactly, by base, currency and date', async ({ create, reopen }) => {
    const repository = await create();
    await repository.save('EUR', rows.slice(2));
    await repository.save('EUR', [
      { date: '2026-02-27', currency: 'NOK', rate: 11.2 },
      { date: '2026-02-26', currency: 'NOK', rate: '11.190' },
      { date: '2026-02-26', currency: 'EUR', rate: 1 },
    ]);
    await repository.save('USD', [{ date: '2026-02-27', currency: 'NOK', rate: '9.5' }]);
    const again = await reopen(repository);
    const saved = (await again.load('EUR')).filter(({ currency }) => currency !== 'EUR');
    expectSame(sorted(saved), sorted(rows), 'The rates against EUR');
    expectSame(
      await again.load('USD'),
      [{ date: '2026-02-27', currency: 'NOK', rate: '9.5' }],
      'Those against USD',
    );
    for (const base of ['GBP', 'eur', 'constructor'])
      expectSame(await again.load(base), [], `Rates against ${base}`);
  }),

  contract('takes what it keeps already, and no other rate for its date', async ({ create }) => {
    const repository = await create();
    await repository.save('EUR', rows);
    await repository.save('EUR', [...rows].reverse());
    const added = { date: '2026-02-28', currency: 'SEK', rate: '10.6' };
    const other = { date: '2026-02-27', currency: 'NOK', rate: '11.3' };
    await expectRefusal('Another rate', () => repository.save('EUR', [added, other]), 'duplicate-rate');
    expectSame(sorted(await repository.load('EUR')), sorted(rows), 'What is kept after a refusal');
  }),

  contract('corrects a rate that was removed', async ({ create }) => {
    const repository = await create();
    await repository.save('EUR', rows);
    await repository.remove('EUR', 'NOK', '2026-02-27');
    await repository.remove('EUR', 'NOK', '2020-01-01');
    await repository.remove('USD', 'NOK', '2026-02-27');
    await repository.save('EUR', [{ date: '2026-02-27', currency: 'NOK', rate: '11.3' }]);
    const expected = rows.map((row) => (row.rate === '11.2' ? { ...row, rate: '11.3' } : row));
    expectSame(sorted(await repository.load('EUR')), sorted(expected), 'The rates');
  }),

  contract('refuses what is no rate, and keeps nothing of it', async ({ create }) => {
    const repository = await create();
    const save = (row: object) => () => repository.save('EUR', [rows[0] as SavedRate, row as SavedRate]);
    await expectRefusal('A rate of zero', save({ ...rows[1], rate: 0 }), 'invalid-rate');
    await expectRefusal('An exponent', save({ ...rows[1], rate: '1e3' }), 'invalid-rate');
    const long = `0.${'1'.repeat(101)}`;
    await expectRefusal('A rate of too many digits', save({ ...rows[1], rate: long }), 'invalid-rate');
    await expectRefusal('A day no calendar has', save({ ...rows[1], date: '2026-02-30' }), 'invalid-date');
    await expectRefusal('A currency without name', save({ ...rows[1], currency: '' }), 'invalid-text');
    expectSame(await repository.load('EUR'), [], 'The rates');
  }),

  contract('loses nothing when several save at once', async ({ create, writers, rounds }) => {
    const repository = await create();
    const rowsOf = (writer: number): SavedRate[] =>
      Array.from({ length: rounds }, (_, i) => ({
        date: `${2000 + i}-01-01`,
        currency: `C${writer}`,
        rate: `${i + 1}`,
      }));
    const saved = Array.from({ length: writers }, (_, writer) => rowsOf(writer));
    await Promise.all(saved.map((own) => repository.save('EUR', own)));
    expectSame(sorted(await repository.load('EUR')), sorted(saved.flat()), 'The rates');
  }),

  contract('keeps tenants apart', async ({ create }) => {
    const [ours, theirs] = [await create(), await create()];
    await ours.save('EUR', rows);
    expectSame(await theirs.load('EUR'), [], "Another tenant's rates");
    await theirs.save('EUR', [{ date: '2026-02-27', currency: 'NOK', rate: '99' }]);
    await theirs.remove('EUR', 'NOK', '2026-02-26');
    expectSame(sorted(await ours.load('EUR')), sorted(rows), 'Our rates');
  }),
]);

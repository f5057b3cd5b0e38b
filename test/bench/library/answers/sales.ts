import { groupDeals, salesByPeriod, winRate } from '../../../../src/index.ts';
import { unitsOf } from '../figures.ts';
import { ofYear } from './answer.ts';

export const salesByMonth = ofYear(
  (book, during) => salesByPeriod(book, { during }),
  ({ owners }) =>
    new Map(
      owners.flatMap(({ ownerId, periods }) =>
        periods
          .filter(({ won }) => won > 0)
          .map(({ name, won, amount, unpriced }): [string, number[]] => [
            `${ownerId} ${name}`,
            [won, unitsOf(amount), unpriced],
          ]),
      ),
    ),
);

export const winRates = ofYear(
  (book, closedDuring) =>
    groupDeals(book, 'ownerId').map(({ key: ownerId, book: mine }) => ({
      ownerId,
      ...winRate(mine, { closedDuring }),
    })),
  (rates) =>
    new Map(
      rates
        .filter(({ rate }) => rate.of > 0)
        .map(({ ownerId, won, lost, potentialRate, wonAmount, unpriced }) => [
          String(ownerId),
          [won, lost, unitsOf(wonAmount), unitsOf(potentialRate.of), unpriced],
        ]),
    ),
);

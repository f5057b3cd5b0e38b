import { checkReport, type DealBook } from '../../book/book.ts';
import { priceKinds } from '../../book/prices/prices.ts';
import { potentialsOf } from '../../book/readers/amounts.ts';
import { dealIdReader } from '../../book/readers/deal-id.ts';
import { invalidOption } from '../../errors.ts';
import { checkOptions, type OptionsOf, text } from '../../options.ts';
import { compareText } from '../../text.ts';
import { cellNumber, totalNames } from './cells.ts';
import { unpricedAtEntry } from './entry-potentials.ts';
import { type FunnelDeals, funnelDeals } from './funnel-deals.ts';
import { profileReader } from './profile-tallies.ts';
import type { Profile } from './profiles.ts';
import { type SalesFunnelOptions, salesFunnelOptions } from './sales-funnel.ts';

/** A figure of a funnel: one of a stage's row, or one of the total. */
export type FunnelCell =
  | {
      readonly stageId: string;
      readonly cell: 'entered' | 'passed' | 'lost' | 'open' | 'returned' | 'transferred' | 'skipped';
    }
  | {
      readonly stageId?: undefined;
      readonly cell: 'deals' | 'won' | 'lost' | 'open' | 'transferred' | 'unpriced';
    };

const cellOptions: OptionsOf<FunnelCell> = { stageId: text, cell: text };

/** The deals in a cell of the funnel of these options: as many ids as it says there, in code-point order. */
export function dealsInCell(book: DealBook, options: SalesFunnelOptions, place: FunnelCell): string[] {
  checkReport(book, options, salesFunnelOptions);
  checkOptions(place, cellOptions, 'cell');
  const { stageId, cell } = place;
  const idOf = dealIdReader(book);
  const deals = funnelDeals(book, options);
  const isUnpriced = (): IsUnpriced =>
    options.potentialAt === 'entry' ? unpricedAtEntry(book, deals) : unpricedNow(book);
  const isIn = stageId === undefined ? inTotal(cell, isUnpriced) : inStage(deals, stageId, cell);
  const shapeAt = profileReader(book, deals);
  const ids: string[] = [];
  for (const row of deals.rows) {
    const shape = shapeAt(row);
    if (shape !== null && isIn(shape, row)) ids.push(idOf(row));
  }
  return ids.sort(compareText);
}

type IsIn = (shape: Profile, row: number) => boolean;

function inStage({ order }: FunnelDeals, stageId: string, cell: string): IsIn {
  const position = order.positionOf.get(stageId) ?? refuse('stageId', `no row for the stage ${stageId}`);
  if (cell === 'skipped') return ({ skipped }) => skipped[position] === true;
  const number = cellNumber(cell);
  if (number < 0) return refuse('cell', `a stage has no cell ${cell}`);
  return ({ cells }) => (cell === 'entered' ? cells[position] !== -1 : cells[position] === number);
}

type IsUnpriced = (row: number) => boolean;

function unpricedNow(book: DealBook): IsUnpriced {
  const { kind } = potentialsOf(book);
  return (row) => kind[row] === priceKinds.missing;
}

function inTotal(cell: string, unpriced: () => IsUnpriced): IsIn {
  if (cell !== 'unpriced' && !totalNames.some((name) => name === cell))
    return refuse('cell', `the total has no cell ${cell}`);
  switch (cell) {
    case 'deals':
      return () => true;
    case 'unpriced': {
      const isUnpriced = unpriced();
      return (_shape, row) => isUnpriced(row);
    }
    default:
      return ({ ending }) => ending === cell;
  }
}

function refuse(option: string, problem: string): never {
  throw invalidOption(option, problem);
}

import { activeFunnel, type DealBook, dealBoard, forecast, salesFunnel, selectDeals } from 'dealbook';
import { takes } from './schemas.ts';

type Report = (book: DealBook, asked: { pipelineId: string; closedDuring?: string }) => object;

const forecastOf: Report = (book, { pipelineId, closedDuring }) => {
  return forecast(activeFunnel(book, { pipelineId }), salesFunnel(book, { pipelineId, closedDuring }));
};

/** The reports of a pipeline: by its path, what it answers, what it takes, and the report. */
export const reports: Readonly<Record<string, readonly [string, object, Report]>> = {
  board: ['The open deals by stage', takes('pipelineId!', 'ownerId'), dealBoard],
  funnel: ['Where deals are lost', takes('pipelineId!', 'ownerId', 'closedDuring'), salesFunnel],
  forecast: ['What open deals will bring', takes('pipelineId!', 'ownerId', 'closedDuring!'), forecastOf],
};

/** The deals of one owner, or all. */
export function dealsOf(book: DealBook, ownerId: string | undefined): DealBook {
  return ownerId === undefined ? book : selectDeals(book, { field: 'ownerId', value: ownerId });
}

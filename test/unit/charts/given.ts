import {
  dealBook,
  definePipeline,
  historiesOf,
  type Pipeline,
  type SalesFunnel,
  salesFunnel,
} from '../../../src/index.ts';
import { dealRow, nok, on, sales, simple } from '../../support/deals.ts';

/** A pipeline of stages with these names, called s0, s1, … */
function pipelineOf(names: readonly string[]): Pipeline {
  return definePipeline({
    id: 'sales',
    name: 'Sales',
    progression: 'manual',
    stages: names.map((name, index) => ({ id: `s${index}`, name })),
  });
}

/** A funnel in which at each stage one deal is lost, worth 1000.10 × its stage, and two are won at the end. */
export function funnelOf(names: readonly string[]): SalesFunnel {
  const pipeline = pipelineOf(names);
  const last = names.length - 1;
  const places = [...names.keys(), last, last];
  const deals = places.map((place, index) =>
    dealRow(`d${index}`, {
      potential: nok(`${1000 * (place + 1)}.10`),
      outcome: { status: index <= last ? 'lost' : 'won', at: on(20) },
    }),
  );
  const changes = places.flatMap((place, index) =>
    place === 0 ? [] : [{ dealId: `d${index}`, stageId: `s${place}`, at: on(5) }],
  );
  const book = dealBook(historiesOf(deals, changes, [pipeline]), { pipelines: [pipeline], currency: 'NOK' });
  return salesFunnel(book, { pipelineId: 'sales' });
}

/** The funnel of deals of these amounts, the first lost in the first stage, the second in the second, and so on. */
export function funnelWorth(amounts: readonly string[]): SalesFunnel {
  const pipeline = pipelineOf(amounts.map((_, index) => `Stage ${index + 1}`));
  const outcome = { status: 'lost', at: on(20) } as const;
  const deals = amounts.map((amount, index) => dealRow(`d${index}`, { potential: nok(amount), outcome }));
  const changes = amounts.flatMap((_, index) =>
    index === 0 ? [] : [{ dealId: `d${index}`, stageId: `s${index}`, at: on(5) }],
  );
  const book = dealBook(historiesOf(deals, changes, [pipeline]), { pipelines: [pipeline], currency: 'NOK' });
  return salesFunnel(book, { pipelineId: 'sales' });
}

/** The numbers that are drawn. */
export const values = (series: { data: readonly { value: number }[] } | undefined): number[] | undefined =>
  series?.data.map(({ value }) => value);

/** The funnel of a deal that was in a stage its pipeline does not know. */
export function unmappedFunnel(): SalesFunnel {
  const changes = [{ dealId: 'd1', stageId: 'x', at: on(3) }];
  const book = dealBook(historiesOf([dealRow('d1')], changes, [sales]), {
    pipelines: [sales],
    currency: 'NOK',
  });
  return salesFunnel(book, { pipelineId: 'sales' });
}

/** The funnel of a pipeline without stages. */
export function stagelessFunnel(): SalesFunnel {
  const book = dealBook([], { pipelines: [simple], currency: 'NOK' });
  return salesFunnel(book, { pipelineId: 'simple' });
}

/** The funnel of one deal of 2.345 that was lost. */
export function middlingFunnel(): SalesFunnel {
  const outcome = { status: 'lost', at: on(9), reason: 'price' } as const;
  const lost = dealRow('d1', { potential: nok('2.345'), outcome });
  const book = dealBook(historiesOf([lost], [], [sales]), { pipelines: [sales], currency: 'NOK' });
  return salesFunnel(book, { pipelineId: 'sales' });
}

import {
  dealBook,
  definePipeline,
  historiesOf,
  type Pipeline,
  type SalesFunnel,
  salesFunnel,
} from '../../../src/index.ts';
import { dealRow, nok, on } from '../../support/deals.ts';

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

import { formatMoney, formatRate, type SalesFunnelOptions, salesFunnel } from 'dealbook';
import { createElement as h, type ReactElement } from 'react';
import { useDealBook, useReport } from './hooks.ts';

/** How many deals there are, and a funnel of them as a list: how many came to each stage, worth what, and how many of them went on. */
export function FunnelView({ pipelineId }: Pick<SalesFunnelOptions, 'pipelineId'>): ReactElement {
  const { deals } = useDealBook();
  const { stages } = useReport(salesFunnel, { pipelineId });
  const rows = stages.map(({ stageId, name, entered, potential, stepRate }) =>
    h(
      'li',
      { key: stageId },
      `${name}: ${entered}, ${formatMoney(potential.entered)}, ${formatRate(stepRate)}`,
    ),
  );
  return h('section', null, h('h2', null, `Deals: ${deals}`), h('ol', null, rows));
}

import { drawn } from '../../bench/data/deal.ts';
import { centsOf, closedAtOf, openedAtOf, statusOf } from '../../bench/data/read-deal.ts';
import { publishedRates, stageIds } from '../../bench/data/sales.ts';

/** Drawn deals as the files that Salesforce's Data Loader exports: the texts of tables by their names, and rates. */
export function salesforceFiles(deals: number): {
  readonly tables: { readonly opportunities: string; readonly history: string; readonly stages: string };
  readonly rates: string;
} {
  const opportunities = [
    'Id,Name,StageName,Amount,CurrencyIsoCode,CloseDate,CreatedDate,IsClosed,IsWon,OwnerId,AccountId,LeadSource,Reason',
  ];
  const history = ['OpportunityId,StageName,CreatedDate'];
  const channels = ['Web', 'Phone', 'Partner', 'Fair', ''];
  let number = 0;
  for (const deal of drawn({ kind: 'typical', deals })) {
    const status = statusOf(deal);
    const stageOf = (type: string, stage: number): string => {
      return type === 'won' ? 'Closed Won' : type === 'lost' ? 'Closed Lost' : (stageIds[stage] as string);
    };
    const last = deal.steps.at(-1) as (typeof deal.steps)[number];
    const cents = centsOf(deal);
    const closed = closedAtOf(deal) ?? last.at + 60 * 86_400_000;
    opportunities.push(
      [
        ...[deal.id, `Deal ${number}`, stageOf(last.type, last.stage)],
        ...[cents === null ? '' : (cents / 100).toFixed(2), deal.currency],
        ...[new Date(closed).toISOString().slice(0, 10), new Date(openedAtOf(deal)).toISOString()],
        ...[status !== 'open', status === 'won', `o${deal.owner}`, `a${number % 5_000}`],
        ...[channels[number % channels.length], status === 'lost' ? `reason ${number % 7}` : ''],
      ].join(','),
    );
    for (const { type, stage, at } of deal.steps)
      history.push([deal.id, stageOf(type, stage), new Date(at).toISOString()].join(','));
    number++;
  }
  const stages = [
    'ApiName,MasterLabel,SortOrder,IsActive,IsClosed,IsWon,DefaultProbability',
    ...stageIds.map((id, index) => `${id},${id},${index + 1},true,false,false,${(index + 1) * 10}`),
    'Closed Won,Closed Won,20,true,true,true,100',
    'Closed Lost,Closed Lost,21,true,true,false,0',
  ];
  const rates = [
    'date,currency,rate',
    ...publishedRates.map(({ date, rate }) => `${date},NOK,${(rate / 10_000).toFixed(4)}`),
  ];
  const text = (lines: readonly string[]): string => `${lines.join('\n')}\n`;
  return {
    tables: { opportunities: text(opportunities), history: text(history), stages: text(stages) },
    rates: text(rates),
  };
}

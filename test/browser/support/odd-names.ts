import type { ImportForm } from './import-files.ts';

/** A stage that would run a script where it is taken for markup. */
export const script = `<img src=x onerror="globalThis.executed = 'yes'">`;
const long = 'A name of three hundred characters '.repeat(9).slice(0, 300);
const arabic = 'مرحلة التفاوض مع العميل';

/** Files with names that break what trusts them: of stages, owners, deals, channels and reasons. */
export const oddNames: ImportForm = oddFiles();

function oddFiles(): ImportForm {
  const stages = [script, '__proto__', long, arabic];
  const people = [`=HYPERLINK("http://example.com")`, '__proto__', `${script} Kari`, 'constructor'];
  const cell = (text: string): string => `"${text.replaceAll('"', '""')}"`;
  const line = (cells: readonly string[]): string => cells.map(cell).join(',');
  const opportunities = [
    'Id,Name,StageName,Amount,CloseDate,CreatedDate,IsClosed,IsWon,OwnerId,AccountId,LeadSource,Reason',
  ];
  const history = ['OpportunityId,StageName,CreatedDate'];
  for (let number = 0; number < 24; number++) {
    const last = number % 6;
    const [month, day] = [String(1 + (number % 9)).padStart(2, '0'), String(1 + number).padStart(2, '0')];
    const stage = last < 4 ? (stages[last] as string) : last === 4 ? 'Closed Won' : 'Closed Lost';
    const isClosed = last > 3;
    opportunities.push(
      line([
        ...[
          `${number}`,
          number === 0 ? long : `${script} ${number}`,
          stage,
          `${(number + 1) * 10_000_000}.55`,
        ],
        ...[`2026-${month}-28`, `2026-${month}-${day}T09:00:00Z`.replace(/-(29|3\d)T/, '-28T')],
        ...[
          `${isClosed}`,
          `${last === 4}`,
          people[number % 4] as string,
          long,
          arabic,
          number % 2 === 0 ? script : long,
        ],
      ]),
    );
    const through = isClosed ? [...stages, stage] : stages.slice(0, last + 1);
    for (const [step, name] of through.entries())
      history.push(line([`${number}`, name, `2026-${month}-${day}T1${step}:00:00Z`]));
  }
  const table = [
    'ApiName,MasterLabel,SortOrder,IsActive,IsClosed,IsWon,DefaultProbability',
    ...stages.map((name, index) =>
      line([name, name, `${index + 1}`, 'true', 'false', 'false', `${10 * index}`]),
    ),
    'Closed Won,Closed Won,20,true,true,true,100',
    'Closed Lost,Closed Lost,21,true,true,false,0',
  ];
  return {
    crm: 'Salesforce',
    files: {
      opportunities: opportunities.join('\n'),
      history: history.join('\n'),
      stages: table.join('\n'),
    },
    fields: { currency: 'NOK', timeZone: 'UTC', lossReason: 'Reason' },
  };
}

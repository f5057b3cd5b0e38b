import type { ChangeColumns, ChangeRow, DealColumns, DealRow, Money } from '../../src/index.ts';

/** How a column holds its values: as a list, as a vector that is asked for each, or as numbers with a dictionary. */
export type Shape = 'list' | 'vector' | 'dictionary';

type Values = readonly unknown[];

/** The same rows in columns, each in one of the shapes; null of a deal, and what did not change, is none. */
export function columnsOf(
  dealRows: readonly DealRow[],
  changeRows: readonly ChangeRow[],
  shapeOf: (name: string) => Shape,
): { readonly deals: DealColumns; readonly changes: ChangeColumns } {
  const deals = tableOf(dealRows.map(dealCells), ['id', 'pipelineId', 'openedAt', 'currency'], shapeOf);
  const changes = tableOf(changeRows.map(changeCells), ['dealId', 'at', 'currency'], shapeOf);
  return { deals: deals as unknown as DealColumns, changes: changes as unknown as ChangeColumns };
}

type Cells = Record<string, unknown>;

function dealCells({ outcome, fields, payments: _, interactions: __, ...row }: DealRow): Cells {
  return {
    ...row,
    ...inPart('fields', fields ?? {}),
    ...amountCells('potential', row.potential),
    ...inPart('outcome', outcome ?? {}),
    ...amountCells('outcome.amount', outcome?.amount),
  };
}

function changeCells({ outcome, from, ...row }: ChangeRow): Cells {
  return {
    ...row,
    ...amountCells('potential', row.potential),
    ...inPart('outcome', outcome ?? {}),
    ...amountCells('outcome.amount', outcome?.amount),
    ...inPart('from', from ?? {}),
    ...amountCells('from.potential', from?.potential),
    none: namesOfNull({ ...row, outcome }),
    'from.none': namesOfNull(from ?? {}),
  };
}

function inPart(part: string, values: object): Cells {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [`${part}.${name}`, value]));
}

function amountCells(name: string, money: Money | null | undefined): Cells {
  return money === null || money === undefined ? {} : { [name]: money.amount, currency: money.currency };
}

function namesOfNull(values: object): string | null {
  const names = ['ownerId', 'potential', 'expectedCloseAt', 'probability', 'outcome'];
  const none = names.filter((name) => (values as Cells)[name] === null);
  return none.length === 0 ? null : none.join(' ');
}

function tableOf(
  rows: readonly Cells[],
  needed: readonly string[],
  shapeOf: (name: string) => Shape,
): Record<string, unknown> {
  const names = new Set([...needed, ...rows.flatMap((row) => Object.keys(row))]);
  return Object.fromEntries(
    [...names].map((name) => {
      const values = rows.map((row) => (Object.hasOwn(row, name) ? row[name] : undefined));
      return [name, shaped(values, shapeOf(name))];
    }),
  );
}

function shaped(values: Values, shape: Shape): unknown {
  switch (shape) {
    case 'list':
      return values;
    case 'vector':
      return { length: values.length, get: (index: number) => values[index] };
    case 'dictionary': {
      const dictionary: unknown[] = [...new Set(values)].filter(
        (value) => value !== null && value !== undefined,
      );
      const validity = new Uint8Array(Math.ceil(values.length / 8));
      const codes = values.map((value, index) => {
        const code = dictionary.indexOf(value);
        if (code >= 0) validity[index >> 3] = (validity[index >> 3] as number) | (1 << (index & 7));
        return Math.max(code, 0);
      });
      return { values: Int32Array.from(codes), dictionary, validity };
    }
  }
}

const dealKeys = 'id pipelineId openedAt stageId stageEnteredAt ownerId potential name customerId channel';
const changeKeys =
  'dealId at recordedAt by from stageId pipelineId ownerId potential expectedCloseAt probability';
const moreDealKeys = 'probability expectedCloseAt fields outcome payments interactions';
const known = {
  deal: `${dealKeys} ${moreDealKeys}`.split(' '),
  change: `${changeKeys} outcome`.split(' '),
};

/** Whether columns can say what a row says: no payments, no interactions, one currency, no key of its own, no empty field. */
export function isColumnar(row: object, kind: 'deal' | 'change'): boolean {
  const { potential, outcome, from } = row as Partial<ChangeRow>;
  const currencies = [potential, outcome?.amount, from?.potential].flatMap((money) => money?.currency ?? []);
  const { payments, interactions, openedAt, fields } = row as Partial<DealRow>;
  const isOpening = kind === 'change' || openedAt !== undefined;
  return (
    isOpening &&
    new Set(currencies).size < 2 &&
    Object.keys(row).every((key) => known[kind].includes(key)) &&
    !(kind === 'change' && outcome !== null && 'at' in (outcome ?? {})) &&
    !Object.values(fields ?? {}).includes(null) &&
    (payments ?? []).length === 0 &&
    (interactions ?? []).length === 0
  );
}

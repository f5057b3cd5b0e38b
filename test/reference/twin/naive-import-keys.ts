type Given = Readonly<Record<string, unknown>>;

const factKeys = 'stageId pipelineId ownerId potential expectedCloseAt probability outcome'.split(' ');
const outcomeKeys = 'status amount reason ownerId competitorId'.split(' ');
const dealKeys = 'id openedAt stageEnteredAt name customerId channel fields payments interactions'.split(' ');

/** "Keys that `DealRow` or `ChangeRow` does not have are listed once each." Those of their parts as well. */
export function unknownKeys(kind: 'deal' | 'change', row: Given): string[] {
  const strange = (holder: unknown, known: readonly string[], path: string): string[] =>
    typeof holder !== 'object' || holder === null
      ? []
      : Object.entries(holder).flatMap(([key, value]) =>
          known.includes(key) || value === undefined ? [] : [path + key],
        );
  if (kind === 'deal') {
    return [
      ...strange(row, [...factKeys, ...dealKeys], ''),
      ...strange(row['outcome'], [...outcomeKeys, 'at', 'by'], 'outcome.'),
    ];
  }
  return [
    ...strange(row, [...factKeys, 'dealId', 'at', 'recordedAt', 'by', 'from'], ''),
    ...strange(row['outcome'], outcomeKeys, 'outcome.'),
    ...strange(row['from'], factKeys, 'from.'),
  ];
}

import { pipelineMovements } from '../../../../src/index.ts';
import { pipelineId } from '../deals.ts';
import { unitsOf } from '../figures.ts';
import { ofYear } from './answer.ts';

export const movements = ofYear(
  (book, during) => pipelineMovements(book, { pipelineId, during }),
  ({ lines, unpriced }) => {
    const told = Object.entries(lines)
      .filter(([, { deals }]) => deals > 0)
      .map(([line, { deals, potential }]): [string, number[]] => [line, [deals, unitsOf(potential)]]);
    return new Map([...told, ['unpriced', [unpriced]]]);
  },
);

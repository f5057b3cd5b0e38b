import { expect, test } from 'vitest';
import { dealBook, definePipeline, readings, salesFunnel } from '../../../src/index.ts';
import { goldenHistory } from '../../support/golden.ts';

const pipeline = definePipeline({
  id: 'p',
  name: 'P',
  progression: 'manual',
  stages: ['s1', 's2', 's3', 's4'].map((id) => ({ id, name: id })),
});
// Day after day: a deal won in the second of four stages, one that jumped from the first to the third and went back.
const histories = ['a ann 1 | s1@0 s2@1 won@2', 'b ann 1 | s1@0 s3@1 s2@2 lost@3'].map((line) =>
  goldenHistory(line, new Date('2026-10-01'), 'p', 'NOK'),
);
const book = dealBook(histories as never, { pipelines: [pipeline], currency: 'NOK' });
const read = (reading: (typeof readings)[keyof typeof readings]) =>
  salesFunnel(book, { pipelineId: 'p', ...reading }).stages.map(
    ({ entered, passed, lost, returned, skipped }) => [entered, passed, lost, returned, skipped],
  );

test('in 1C a deal won early has no records behind the stage it was won in, and going back deletes those of later stages', () => {
  expect(read(readings.oneC)).toEqual([
    [2, 2, 0, 0, 0],
    [2, 1, 1, 0, 0],
    [0, 0, 0, 0, 0],
    [0, 0, 0, 0, 0],
  ]);
});

test("in Bitrix24's standard funnel a deal is in the stages it was really in", () => {
  expect(read(readings.bitrix24)).toEqual([
    [2, 2, 0, 0, 0],
    [2, 1, 1, 0, 0],
    [1, 0, 0, 1, 0],
    [0, 0, 0, 0, 0],
  ]);
});

test('in the funnel with conversion, as in most CRM systems, a won deal has passed every stage', () => {
  expect(read(readings.bitrix24WithConversion)).toEqual([
    [2, 2, 0, 0, 0],
    [2, 1, 1, 0, 0],
    [2, 1, 0, 1, 1],
    [1, 1, 0, 0, 1],
  ]);
  expect(readings.crmStandard).toEqual(readings.bitrix24WithConversion);
});

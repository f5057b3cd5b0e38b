import type { DealBook } from '../../book/book.ts';
import { pipelineIn } from '../../book/readers/pipeline.ts';
import { firstEntryReader } from '../../book/readers/stage.ts';
import {
  checkOne,
  type PeriodInput,
  type Population,
  type PopulationOptions,
  populationOptions,
  populationRows,
  readPopulation,
} from '../../book/selection/population.ts';
import { checkOption, checkOptions, type OptionKind, type OptionsOf, object, text } from '../../options.ts';
import { stageById } from '../../pipeline/stage-by-id.ts';
import type { BookCalendar } from '../../time/calendar/calendar.ts';
import { periodOption, readPeriod } from '../../time/calendar/read-period.ts';
import type { Period } from '../../time/period.ts';

/** Which deals a report of one pipeline is about: at most one of these; none of them is all deals. */
export interface PipelinePopulationOptions extends PopulationOptions {
  /**
   * Deals whose first real visit to this stage of the report's pipeline, as it happened, began in the period. A visit of
   * which it is not known when it began is in no period.
   */
  readonly cohort?: { readonly stageId: string; readonly during: PeriodInput } | undefined;
}

/** Deals that came to a stage in a period, as {@link readPipelinePopulation} reads them. */
export const cohortOption: OptionKind = {
  possible: 'an object with a stageId and a period during',
  holds: object.holds,
};

export const pipelinePopulationOptions: OptionsOf<PipelinePopulationOptions> = {
  ...populationOptions,
  cohort: cohortOption,
};

const cohortOptions: OptionsOf<NonNullable<PipelinePopulationOptions['cohort']>> = {
  stageId: text,
  during: periodOption,
};

/** The population a report of one pipeline was computed for, its period read. */
export interface PipelinePopulation extends Population {
  readonly cohort?: { readonly stageId: string; readonly during: Period };
}

/**
 * The population a report of one pipeline asks for.
 *
 * @throws DealError `invalid-option` for more than one, `invalid-period`, `invalid-date`.
 */
export function readPipelinePopulation(
  calendar: BookCalendar,
  options: PipelinePopulationOptions,
): PipelinePopulation {
  const { closedDuring, openedDuring, cohort } = options;
  checkOne({ closedDuring, openedDuring, cohort });
  if (cohort === undefined) return readPopulation(calendar, options);
  checkOptions(cohort, cohortOptions, 'cohort');
  checkOption('stageId', cohort.stageId, text);
  return { cohort: { stageId: cohort.stageId, during: readPeriod(cohort.during, calendar) } };
}

/** The rows of a population of a pipeline. */
export function pipelineRows(book: DealBook, pipelineId: string, population: PipelinePopulation): Int32Array {
  const { cohort } = population;
  const rows = populationRows(book, population);
  if (cohort === undefined) return rows;
  const stageId = stageById(pipelineIn(book, pipelineId), cohort.stageId)?.id ?? cohort.stageId;
  const cameAt = firstEntryReader(book, pipelineId, stageId);
  const { start, end } = cohort.during;
  return rows.filter((row) => {
    const at = cameAt(row);
    return at >= +start && at < +end;
  });
}

import { configureGlobal } from 'fast-check';
import { isThorough } from './runs.ts';

// Property tests draw new cases on every run, except in CI, where a failure must be no accident.
// A failing property prints its seed and path: pass both to fc.assert to see it again.
configureGlobal({
  ...(process.env['CI'] ? { seed: 20_260_401 } : {}),
  ...(isThorough ? { numRuns: 1_000 } : {}), // of those that do not say how often
});

import { isDealError } from '../../src/index.ts';

/** How an attempt is refused: the code and the details of the DealError. Any other error comes as it is. */
export function refusal(attempt: () => unknown): unknown {
  try {
    attempt();
    return 'nothing was refused';
  } catch (error) {
    return isDealError(error) ? [error.code, error.details] : error;
  }
}

import { isDealError } from '../errors.ts';
import type { AppendResult } from './deal-repository.ts';

/**
 * The answer to an append, asked again as long as it may have happened or not. Once it may have, a further try that did
 * not happen does not make it certain.
 */
export async function appendSurely(
  append: () => Promise<AppendResult>,
  mayRetry: () => Promise<boolean>,
): Promise<AppendResult> {
  let doubt: unknown;
  for (;;) {
    try {
      return await append();
    } catch (error) {
      if (isDealError(error, 'indeterminate')) doubt = error;
      else if (doubt === undefined || !isDealError(error, 'unavailable')) throw error;
      if (!(await mayRetry())) throw doubt;
    }
  }
}

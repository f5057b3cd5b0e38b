import { isDealError } from '../../src/index.ts';

/** What is answered, or the code and the details it is refused with. */
export async function settled(work: () => Promise<unknown>): Promise<unknown> {
  try {
    return await work();
  } catch (error) {
    if (!isDealError(error)) throw error;
    const { code, details } = error;
    return { code, details };
  }
}

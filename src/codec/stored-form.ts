import { callback, checkOptions, type OptionsOf } from '../options.ts';
import { preview } from '../text.ts';
import { objectOf } from './codec.ts';
import { invalidRecord } from './damage.ts';
import type { StoredValue } from './json.ts';

/** The stored form of something: JSON that says in which format it was written. */
export interface StoredForm {
  /** The version of the format: 1. */
  readonly format: number;
  readonly [name: string]: StoredValue;
}

/** How stored forms are read. */
export interface DecodeOptions {
  /**
   * Brings what is in another format, older, newer, of the host's own or of none, into the format this version writes.
   * Without it, or where it leaves the format as it was, another format is refused.
   */
  readonly migrate?: ((stored: unknown) => unknown) | undefined;
}

const decodeOptions: OptionsOf<DecodeOptions> = { migrate: callback };

const currentFormat = 1;

/** The stored form of something encoded. */
export function storedForm(encoded: StoredValue): StoredForm {
  return { format: currentFormat, ...(encoded as { readonly [name: string]: StoredValue }) };
}

/** What a stored form holds beside its format, which must be the current one, after a migration if there is one. */
export function contentOf(stored: unknown, options?: DecodeOptions): Readonly<Record<string, unknown>> {
  checkDecodeOptions(options);
  const migrate = options?.migrate;
  const { format, ...content } = objectOf(
    isCurrent(stored) || migrate === undefined ? stored : migrate(stored),
  );
  if (format === currentFormat) return content;
  throw invalidRecord(
    format === undefined
      ? 'is missing'
      : `${preview(format)} is not format ${currentFormat}, which is read here`,
    'format',
  );
}

/** Checks how stored forms are to be read. */
export function checkDecodeOptions(options: DecodeOptions | undefined): void {
  if (options !== undefined) checkOptions(options, decodeOptions);
}

function isCurrent(stored: unknown): boolean {
  return (
    typeof stored === 'object' && stored !== null && (stored as { format?: unknown }).format === currentFormat
  );
}

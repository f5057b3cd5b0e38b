import type { Captions } from './captions.ts';

const captionOf = {
  open: 'isOpen',
  won: 'isWon',
  lost: 'isLost',
  transferred: 'isTransferred',
  advanced: 'isAdvanced',
  returned: 'isReturned',
} as const;

/** What it is called how a deal stands, or how it left a stage. */
export function endingName(ending: keyof typeof captionOf, captions: Captions): string {
  return captions[captionOf[ending]];
}

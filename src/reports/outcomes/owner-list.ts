import { type OptionKind, textOrNull } from '../../options.ts';

/** Ids of owners; null is nobody. */
export const ownerList: OptionKind = {
  possible: 'a list of ids',
  holds: (value) => Array.isArray(value) && value.every(textOrNull.holds),
};

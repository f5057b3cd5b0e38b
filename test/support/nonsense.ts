import { nok, on } from './deals.ts';

/** Values of every kind, most of them meaningless wherever they stand. */
export const nonsense: readonly unknown[] = [
  ...[null, undefined, '', 'no', 'false', '1e3', 'a\0', '\ud800', 0, -5, 101, 0.5, Number.NaN],
  ...[Number.POSITIVE_INFINITY, 1e12, 7n, Symbol('s'), () => 1, [], ['a'], {}, true, false, on(2)],
  ...[
    new Date(Number.NaN),
    new Map(),
    new Set(),
    { toString: 1 },
    Object.create(null),
    nok(1),
    nok(1).amount,
  ],
  ...[{ toStringTag: '[object Decimal]' }, { [Symbol.toStringTag]: 'Date', valueOf: () => 5 }],
  ...[
    { ...nok(1), note: 'lost' },
    { amount: '1', currency: 'NOK' },
  ],
];

/** How a value compares with a limit. */
export type Inequality = 'below' | 'atMost' | 'above' | 'atLeast';

/** Whether an inequality holds, given the order of value and limit: negative, zero or positive. */
export const holds: Readonly<Record<Inequality, (order: number) => boolean>> = {
  below: (order) => order < 0,
  atMost: (order) => order <= 0,
  above: (order) => order > 0,
  atLeast: (order) => order >= 0,
};

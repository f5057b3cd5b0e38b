/** On which side of a limit a value is. */
export type Inequality = 'below' | 'atMost' | 'above' | 'atLeast';

/** Which of the comparisons of a value with the limit, negative, zero or positive, put it there. */
export const holds: Readonly<Record<Inequality, (order: number) => boolean>> = {
  below: (order) => order < 0,
  atMost: (order) => order <= 0,
  above: (order) => order > 0,
  atLeast: (order) => order >= 0,
};

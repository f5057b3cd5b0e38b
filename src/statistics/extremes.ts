/** The least and the greatest of numbers. */
export interface Extremes {
  readonly min: number;
  readonly max: number;
}

/** The extremes of at least one number. */
export function extremesOf(numbers: Float64Array): Extremes {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < numbers.length; i++) {
    const number = numbers[i] as number;
    if (number < min) min = number;
    if (number > max) max = number;
  }
  return { min, max };
}

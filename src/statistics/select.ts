/**
 * Brings the number of a rank to its place, as sorting would, with nothing greater before it and nothing less behind
 * it, within `left` to `right`, inclusive. (Floyd and Rivest's selection: on the average little more than one pass.)
 */
export function select(numbers: Float64Array, rank: number, left: number, right: number): void {
  let [low, high] = [left, right];
  while (high > low) {
    if (high - low > 600) {
      // A sample around the rank leads close to it, so that the partition that follows is nearly the last one.
      const n = high - low + 1;
      const i = rank - low + 1;
      const z = Math.log(n);
      const s = 0.5 * Math.exp((2 * z) / 3);
      const spread = 0.5 * Math.sqrt((z * s * (n - s)) / n) * Math.sign(i - n / 2);
      const near = Math.max(low, Math.floor(rank - (i * s) / n + spread));
      select(numbers, rank, near, Math.min(high, Math.floor(rank + ((n - i) * s) / n + spread)));
    }
    const pivot = numbers[rank] as number;
    let [i, j] = [low, high];
    while (i <= j) {
      while ((numbers[i] as number) < pivot) i++;
      while ((numbers[j] as number) > pivot) j--;
      if (i > j) break;
      const moved = numbers[i] as number;
      numbers[i++] = numbers[j] as number;
      numbers[j--] = moved;
    }
    if (j < rank) low = i;
    if (rank < i) high = j;
  }
}

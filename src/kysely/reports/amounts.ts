import { type RawBuilder, sql } from 'kysely';
import { D, type Decimal } from '../../money/decimal.ts';
import { amountOf } from '../../money/units.ts';
import type { Engine } from '../schema/engine.ts';

/** How many digits an amount has after the point, at most. */
const scale = 10;
/** How many digits a limb has: sums of a billion limbs are whole numbers of 63 bits. */
const limbDigits = 10;
const limbs = [0, 1, 2, 3] as const;

/** The names under which the sum of amounts is selected: of one decimal, or of four limbs where an engine has no decimals. */
type SumNames = 'sum' | `sum${(typeof limbs)[number]}`;
export type SumRow = { readonly [N in SumNames]?: string | null };

/** The columns of an inner select that {@link sumColumns} add up: the amount, or its sign and its digits. */
export function amountColumns(engine: Engine, amount: RawBuilder<unknown>): RawBuilder<unknown> {
  if (engine !== 'sqlite') return sql`${amount} as amount`;
  const size = sql`ltrim(${amount}, '-')`;
  const point = sql`instr(${size} || '.', '.')`;
  const zeros = sql.lit('0'.repeat(3 * limbDigits));
  const before = sql`substr(${zeros} || substr(${size}, 1, ${point} - 1), -${sql.lit(3 * limbDigits)})`;
  const after = sql`substr(substr(${size}, ${point} + 1) || ${zeros}, 1, ${sql.lit(scale)})`;
  return sql`${amount} as amount, case when ${amount} like '-%' then -1 else 1 end as sign, ${before} || ${after} as digits`;
}

/** The exact sum of amounts, as text. */
export function sumColumns(engine: Engine): RawBuilder<unknown> {
  if (engine === 'postgres') return sql`cast(sum(amount) as text) as sum`;
  if (engine === 'mysql') return sql`cast(sum(amount) as char(80)) as sum`;
  const sums = limbs.map((limb) => {
    const part = sql`substr(digits, ${sql.lit(1 + limb * limbDigits)}, ${sql.lit(limbDigits)})`;
    return sql`cast(sum(sign * cast(${part} as integer)) as text) as ${sql.id(`sum${limb}`)}`;
  });
  return sql.join(sums);
}

/** The sum that was selected; zero of no amounts. */
export function sumIn(row: SumRow): Decimal {
  if (row.sum !== undefined) return new D(row.sum ?? 0);
  const base = 10n ** BigInt(limbDigits);
  const units = limbs.reduce((higher, limb) => higher * base + BigInt(row[`sum${limb}`] ?? 0), 0n);
  return amountOf(units, scale);
}

/** Whether everything is tried by the thousand: `npm run test:thorough`. */
export const isThorough = Boolean(process.env['THOROUGH']);

/** How often a property is run: so often in `npm test`, ten times as often in the thorough run. */
export function runs(usual: number): number {
  return isThorough ? 10 * usual : usual;
}

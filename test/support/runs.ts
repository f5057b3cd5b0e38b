/** Whether everything is tried by the thousand: `npm run test:thorough`. */
export const isThorough = Boolean(process.env['THOROUGH']);

/** How often a property is run: so often in `npm test`, twenty times as often in the thorough run. */
export function runs(usual: number): number {
  return isThorough ? 20 * usual : usual;
}

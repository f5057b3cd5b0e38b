const times = Number(process.env['THOROUGH'] ?? 0);

/** Whether everything is tried by the thousand: `npm run test:thorough`, in which `THOROUGH` says how many times as often. */
export const isThorough = times > 0;

/** How often a property is run: so often in `npm test`, more often in the thorough run. */
export function runs(usual: number): number {
  return isThorough ? times * usual : usual;
}

// The service at work, with as much of a container as NestJS needs to make it.
//
//   npm run build && node examples/homes/nest/main.cjs

const { directSale, money, reportTable, textTable } = require('dealbook');
const { SalesService, providersFor, statusOf } = require('./sales.module.cjs');

/** Makes what a token stands for once, after what it is made of. */
function containerOf(providers) {
  const made = new Map();
  return function get(token) {
    if (!made.has(token)) {
      const { useValue, useFactory, inject = [] } = providers.find(({ provide }) => provide === token);
      made.set(token, useFactory === undefined ? useValue : useFactory(...inject.map(get)));
    }
    return made.get(token);
  };
}

async function main() {
  let day = 0;
  const now = () => new Date(Date.UTC(2026, 9, ++day)); // each act on a day of its own
  const sales = containerOf(providersFor({ pipelines: [directSale], now }))(SalesService);
  for (const [id, amount] of Object.entries({ bakery: 120_000, school: 80_000 }))
    await sales.open('direct-sale', { id, ownerId: 'kari', potential: money(amount, 'NOK') });
  await sales.move('bakery', 'decision-maker');
  await sales.win('bakery');
  for (const [what, act] of [
    ['A deal won twice', () => sales.win('bakery')],
    ['A deal there is not', () => sales.win('library')],
  ])
    await act().catch((error) => console.log(`${what}: ${statusOf(error)} ${error.code}`));
  console.log(textTable(reportTable(await sales.funnel('direct-sale'))));
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});

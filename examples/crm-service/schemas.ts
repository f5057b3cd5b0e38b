import { money } from 'dealbook';

const text = { type: 'string', minLength: 1 };
const instant = { ...text, format: 'date-time' };
const anything = { type: 'object', additionalProperties: true };
const error = only({ code: text, message: text, details: anything }, ['code', 'message', 'details']);
const amount = only({ amount: { ...text, examples: ['120000.50'] }, currency: text }, ['amount', 'currency']);
const others: Readonly<Record<string, object>> = {
  ...{ amount, potential: amount, otherReasons: { type: 'array', items: text } },
  closedDuring: { ...text, examples: ['2026', '2026-Q4', '2026-10', '2026-W41', '2026-10-05'] },
};

/** An object of properties and no others: what nobody reads is refused. */
function only(properties: object, required: readonly string[]): object {
  return { type: 'object', properties, required, additionalProperties: false };
}

/** An object of properties by their names: those with a `!` are needed, those in `At` are instants. */
export function takes(...asked: readonly string[]): object {
  const names = asked.map((name) => name.replace('!', ''));
  const shapes = names.map((name) => [name, others[name] ?? (name.endsWith('At') ? instant : text)]);
  const required = names.filter((name) => asked.includes(`${name}!`));
  return only(Object.fromEntries(shapes), required);
}

/** A body with its instants as dates and its amounts as Money. */
export function read<B extends object>(body: B): B {
  const values = Object.entries(body).map(([name, value]) => {
    if (name.endsWith('At')) return [name, new Date(value)];
    return [name, others[name] === amount ? money(value.amount, value.currency) : value];
  });
  return Object.fromEntries(values);
}

/** What a route takes, and what it answers. */
export function route(summary: string, parts: { querystring?: object; params?: object; body?: object }) {
  const response = { '2xx': { ...anything, description: summary }, '4xx': error, '5xx': error };
  return { schema: { summary, querystring: takes(), ...parts, response } };
}

import { writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { contest, type Footprint, type Measurement } from './harness/contest.ts';
import { installed, peerOf } from './harness/peers.ts';
import { bundle, find } from './harness/processes.ts';
import { readOptions } from './options.ts';
import { type Finding, type Results, resultText } from './results.ts';
import { probes, type Section, sections } from './sections.ts';
import { targetsOf } from './targets.ts';

/**
 * How fast is the library, compared with what is possible and with what else one could use?
 *
 * Seeded deals are laid out by several engines, each in a process of its own (data/, engines/). They answer the same
 * questions; their figures must be equal before anything is timed; then they answer in turn, each round another
 * question of its kind, and the medians are compared (harness/contest.ts). The library runs bundled, in plain Node.
 */
const options = readOptions(process.argv.slice(2));
const { deals, only, quick, seconds, json } = options;
const comparedDeals = Math.min(deals, 1_000_000);
const measurements: Measurement[] = [];
const footprints: Footprint[] = [];
const findings: Finding[] = [];

const machine = {
  node: process.version,
  processor: cpus()[0]?.model ?? '',
  cores: cpus().length,
  gigabytes: Math.round(totalmem() / 2 ** 30),
  deals,
};
console.log(
  Object.entries(machine)
    .map(([name, value]) => `${name}: ${value}`)
    .join(', '),
);
const wantedProbes = probes.filter(({ name, isLong = false }) => name.includes(only) && !(quick && isLong));
const engines = new Set(sections.flatMap((section) => section.engines));
await bundle([
  ...[...engines].map((name) => `engines/${name}`),
  ...probes.map(({ module }) => `probes/${module}`),
]);
for (const section of sections) await runSection(section);
for (const { name, module, kind, sizes } of wantedProbes) {
  for (const size of new Set(sizes.map((each) => Math.min(each, deals)))) {
    const found = await find(`probes/${module}`, { kind, deals: size });
    for (const [what, value] of Object.entries(found))
      findings.push({ probe: name, deals: size, name: what, value });
    console.log(`${name}: ${size.toLocaleString('en')}`);
  }
}
const targets = targetsOf(comparedDeals, measurements, findings);
const results: Results = { machine, measurements, footprints, findings, targets };
console.log(resultText(results));
if (json !== undefined) writeFileSync(json, JSON.stringify(results, null, 2));

async function runSection({ name, kind, engines: all, asks }: Section): Promise<void> {
  const wanted = (question: string): boolean =>
    (asks?.(question) ?? true) && (name.includes(only) || question.includes(only));
  const able = all.filter((engine) => {
    const peer = peerOf(engine);
    return peer === null || installed(peer);
  });
  const data = { kind, deals: comparedDeals };
  const done = await contest({ section: name, engines: able, data, wanted, seconds, log: console.log });
  measurements.push(...done.measurements);
  footprints.push(...done.footprints);
}

/** What people read, by group, in the order in which it is read. */
const groups: Readonly<Record<string, readonly string[]>> = {
  Questions: [
    'examples/questions/README.md',
    'examples/questions/where-are-customers-lost.md',
    'examples/questions/where-is-money-lost.md',
    'examples/questions/why-do-we-lose.md',
    'examples/questions/how-long-does-a-deal-take.md',
    'examples/questions/who-is-good-at-what.md',
    'examples/questions/how-do-channels-differ.md',
    'examples/questions/what-was-done-this-month.md',
    'examples/questions/did-the-change-work.md',
    'examples/questions/which-deals-are-stuck.md',
    'examples/questions/what-will-close-this-month.md',
    'examples/questions/how-many-leads-does-the-plan-need.md',
  ],
  Guides: [
    'src/import/README.md',
    'src/crm/README.md',
    'src/pipeline/README.md',
    'src/deal/README.md',
    'src/process/README.md',
    'src/reports/README.md',
    'src/statistics/README.md',
    'src/planning/README.md',
    'src/format/README.md',
    'src/charts/README.md',
    'src/repository/README.md',
    'src/kysely/README.md',
    'src/kysely/distributed.md',
    'examples/homes/README.md',
    'examples/dashboard/README.md',
  ],
  Inside: ['src/README.md', 'src/book/README.md'],
};

export const guides: readonly string[] = Object.values(groups).flat();

/** The group of a guide. */
export function groupOf(guide: string): string | undefined {
  return Object.keys(groups).find((group) => groups[group]?.includes(guide));
}

/** What a guide is called: its first heading. */
export function titleOf(text: string): string {
  return /^# (.+)$/m.exec(text)?.[1] ?? '';
}

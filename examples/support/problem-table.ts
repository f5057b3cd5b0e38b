import type { ImportProblem, textTable } from 'dealbook';
import type { CrmProblem } from 'dealbook/crm';

/** What was wrong or odd in the rows of an import, and what became of it. */
export function problemTable(
  problems: readonly (CrmProblem | ImportProblem)[],
): Parameters<typeof textTable>[0] {
  return {
    columns: ['Effect', 'Code', 'What'].map((name) => ({ name, align: 'left' })),
    rows: problems.map(({ effect, code, message }) => [effect, code, message]),
  };
}

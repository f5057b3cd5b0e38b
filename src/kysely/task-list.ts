import { checkOptions, type OptionsOf, readLater, textOrNull } from '../options.ts';
import { type OpenTasksOptions, soonest } from '../process/open-tasks.ts';
import type { DealTask } from '../process/task.ts';
import { checkDate } from '../time/period.ts';
import { keyOf } from './schema/key.ts';
import type { Store } from './store/store.ts';

type TaskListOptions = Pick<OpenTasksOptions, 'assigneeId' | 'dueBefore'>;

const taskListOptions: OptionsOf<TaskListOptions> = { assigneeId: textOrNull, dueBefore: readLater };

/** The open tasks of a store, read from their index. */
export function storedTasks(store: Store): (options?: TaskListOptions) => Promise<DealTask[]> {
  return async (options = {}) => {
    checkOptions(options, taskListOptions);
    const { assigneeId, dueBefore } = options;
    if (dueBefore !== undefined) checkDate(dueBefore, 'dueBefore');
    const [assignee, before] = [
      typeof assigneeId === 'string' ? keyOf(assigneeId) : assigneeId,
      Number(dueBefore),
    ];
    const rows = await store.read((db) =>
      db
        .selectFrom('dealbook_task')
        .select('form')
        .where('tenant', '=', store.tenant)
        .$if(assignee === null, (select) => select.where('assignee', 'is', null))
        .$if(typeof assignee === 'string', (select) => select.where('assignee', '=', assignee as string))
        .$if(dueBefore !== undefined, (select) => select.where('due_at', '<', before))
        .execute(),
    );
    return rows.map(({ form }) => revived(JSON.parse(form))).sort(soonest);
  };
}

/** A task with its dates. */
function revived(form: DealTask): DealTask {
  const { createdAt, dueAt, closedAt } = form;
  const date = (at: Date | null): Date | null => (at === null ? null : new Date(at));
  return { ...form, createdAt: new Date(createdAt), dueAt: date(dueAt), closedAt: date(closedAt) };
}

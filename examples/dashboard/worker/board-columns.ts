import { type DealBoard, formatMoney, formatNumber, reportTable } from 'dealbook';
import type { BoardColumn } from '../messages.ts';

/** The columns of a board with its first deals as cards. */
export function boardColumns(report: DealBoard, locale: string): readonly BoardColumn[] {
  const { rows } = reportTable(report, { locale });
  return report.stages.map(({ stageId, open, deals }, index) => ({
    name: rows[index]?.[0] ?? '',
    open,
    figures: rows[index]?.[2] ?? '',
    place: { stageId },
    cards: deals.map(({ dealId, name, ownerId, potential, daysInStage }) => ({
      dealId,
      name: name ?? dealId,
      owner: ownerId ?? '–',
      potential: potential === null ? '–' : formatMoney(potential, { locale }),
      days: formatNumber(daysInStage === null ? null : Math.floor(daysInStage), { locale }),
    })),
  }));
}

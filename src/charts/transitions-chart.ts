import { captionsIn } from '../format/captions/captions-in.ts';
import { endingName } from '../format/captions/ending-name.ts';
import { checkOptions, type OptionsOf, object, reading } from '../options.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import type { Transitions } from '../reports/stages/transitions.ts';
import { type ChartFrame, chartFrame, type ReportChartOptions, reportChartOptions } from './chart.ts';
import { type ChartItem, chartItem } from './chart-item.ts';
import { drawable } from './drawable.ts';
import { meaningsIn } from './meanings.ts';
import { colorAt, wholeTheme } from './theme.ts';

export interface TransitionsChartOptions extends ReportChartOptions {
  /** The pipeline, for the names of its stages; without it, and for stages it does not know, their ids are shown. */
  readonly pipeline?: Pick<Pipeline, 'stages'> | undefined;
}

const transitionsChartOptions: OptionsOf<TransitionsChartOptions> = {
  ...reportChartOptions,
  pipeline: object,
};

/** Options for ECharts: a flow from stages on the left to where they led on the right. Yours to change. */
export type TransitionsChartOption = ChartFrame & {
  series: [
    {
      type: 'sankey';
      left: number;
      right: number;
      top: number;
      bottom: number;
      nodeAlign: 'justify';
      layoutIterations: number;
      lineStyle: { color: 'source'; opacity: number };
      labelLayout: { hideOverlap: true };
      emphasis: { focus: 'adjacency' };
      data: FlowNode[];
      links: (ChartItem & { source: string; target: string })[];
    },
  ];
};

export interface FlowNode {
  /** As it is drawn; with spaces behind it where others are called the same. */
  name: string;
  /** The stage, or how the deal's way in the pipeline ended. */
  stageId: string | null;
  ending: Transitions['transitions'][number]['ending'];
  itemStyle: { color: string };
  label: { color: string; position: 'left' | 'right'; width: number; overflow: 'truncate' };
}

/**
 * Where deals went from each stage, as options for ECharts: on the left the stages that visits were to, on the right where
 * they led, to a stage or an end; a band is as thick as there were such visits. A stage that deals came back to is
 * on the right again, so that no band goes round.
 *
 * @throws DealError `invalid-option`.
 *
 * @example
 * ```ts
 * const [{ links }] = transitionsChart(transitions(book, { pipelineId: 'sales' }), { pipeline: sales }).series
 * links.map(({ source, target, value }) => [source, target.trim(), value]).slice(0, 2) // => [['Contact', 'Offer', 3], ['Contact', 'lost', 1]]
 * ```
 */
export function transitionsChart(
  report: Transitions,
  options: TransitionsChartOptions = {},
): TransitionsChartOption {
  checkOptions(options, transitionsChartOptions);
  return reading('report', () => drawn(report, options));
}

function drawn(
  { transitions }: Transitions,
  { pipeline, ...options }: TransitionsChartOptions,
): TransitionsChartOption {
  const { locale = 'en' } = options;
  const captions = captionsIn(locale);
  const theme = wholeTheme(options.theme);
  const stageNames = new Map(pipeline?.stages.map(({ id, name }) => [id, name]));
  const nodes = new Map<string, FlowNode>();
  const taken = new Set<string>();

  /** The node of a stage or an end on one side, made when it is met first. */
  function nodeOf(side: 'left' | 'right', stageId: string | null, ending: FlowNode['ending']): FlowNode {
    const key = JSON.stringify([side, stageId, ending]);
    const known = nodes.get(key);
    if (known !== undefined) return known;
    let name = drawable(
      stageId === null
        ? ending === null
          ? ''
          : endingName(ending, captions)
        : (stageNames.get(stageId) ?? stageId),
    );
    while (taken.has(name)) name += ' '; // ECharts knows nodes by their names
    taken.add(name);
    const color = ending === 'won' ? theme.won : ending === 'lost' ? theme.lost : colorAt(theme, 0);
    const label: FlowNode['label'] = {
      color: theme.text,
      position: side,
      width: room - 24,
      overflow: 'truncate',
    };
    const node = { name, stageId, ending, itemStyle: { color }, label };
    nodes.set(key, node);
    return node;
  }

  const links = transitions.map(({ from, to, ending, visits }) => {
    const [source, target] = [nodeOf('left', from, null), nodeOf('right', to, ending)];
    const of = `${source.name} → ${target.name}`;
    const text = { of, name: captions.visits, meaning: meaningsIn(locale).transition, locale };
    return { source: source.name, target: target.name, ...chartItem(visits, text) };
  });
  const { title = captions.visits } = options;
  return {
    ...chartFrame(
      title,
      links.map(({ source, target, exact }) => `${source} → ${target}: ${exact}`),
      options,
    ),
    series: [
      {
        ...{ type: 'sankey', left: room, right: room, top: 48, bottom: 16, nodeAlign: 'justify' },
        layoutIterations: 0, // in the order of the pipeline
        lineStyle: { color: 'source', opacity: 0.35 },
        labelLayout: { hideOverlap: true },
        emphasis: { focus: 'adjacency' },
        data: [...nodes.values()],
        links,
      },
    ],
  };
}

/** For the names on either side, in pixels. */
const room = 108;

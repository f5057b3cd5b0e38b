// The documentation as pages, of the doc comments and the guides: `npm run docs`. A link that leads nowhere is an error.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { Application, type CommentDisplayPart, Converter, type DocumentReflection } from 'typedoc';
import { svgOf } from '../../examples/support/svg.ts';
import { entryPoints } from '../../tsup.config.ts';
import { answerOf, questionIn } from './answer.ts';
import { groupOf, guides, titleOf } from './guides.ts';

const out = 'node_modules/.cache/docs';

/** The charts that the pages make, drawn, by the path of the page. */
const drawings = new Map<string, string>();
for (const guide of guides) {
  const question = questionIn(readFileSync(guide, 'utf8'));
  const { chart } = question === undefined ? { chart: null } : await answerOf(question.code);
  if (chart !== null) drawings.set(guide, svgOf(chart as Parameters<typeof svgOf>[0]));
}

const app = await Application.bootstrap({
  name: 'dealbook',
  entryPoints: Object.values(entryPoints),
  tsconfig: 'src/tsconfig.json',
  readme: 'README.md',
  projectDocuments: [...guides],
  out,
  disableSources: true,
  highlightLanguages: ['ts', 'js', 'json', 'sh', 'sql', 'text'],
  groupOrder: ['Questions', 'Guides', 'Inside', '*'],
  navigation: { includeGroups: true },
  // Types are told from these tables, whose values are nobody's business.
  intentionallyNotExported: ['english', 'describedFields', 'otherKinds', 'columnOf'],
});

/** Code of no language is what a program prints, and has no colours. */
function uncoloured(parts: readonly CommentDisplayPart[]): CommentDisplayPart[] {
  return parts.map((part) =>
    part.kind === 'code' ? { ...part, text: part.text.replace(/^```\n/, '```text\n') } : part,
  );
}

/** A page is called by its heading, stands in its group, and has its chart below what its code prints. */
function setUp(page: DocumentReflection): void {
  const path = relative('.', app.files.getReflectionPath(page) ?? '');
  page.name = titleOf(readFileSync(path, 'utf8'));
  page.frontmatter = { group: groupOf(path) };
  page.content = uncoloured(page.content);
  if (!drawings.has(path)) return;
  const image = `\n\n<img src="../${drawingOf(path)}" alt="The chart" width="720" height="400">\n\n`;
  const printed = page.content.findLastIndex(({ kind, text }) => kind === 'code' && text.startsWith('```'));
  page.content.splice(printed + 1, 0, { kind: 'text', text: image });
}

function drawingOf(guide: string): string {
  return `charts/${basename(guide, '.md')}.svg`;
}

app.converter.on(Converter.EVENT_CREATE_DOCUMENT, (_: unknown, page: DocumentReflection) => setUp(page));
const project = await app.convert();
if (project !== undefined) {
  const [heading, ...rest] = uncoloured(project.readme ?? []);
  if (heading?.kind === 'text') heading.text = heading.text.replace(/^# .+\n/, ''); // the page has it already
  project.readme = heading === undefined ? [] : [heading, ...rest];
  const names = Object.keys(entryPoints);
  for (const module of project.children ?? [])
    module.name = names.find((name) => name.replace(/^dealbook\//, '') === module.name) ?? 'dealbook';
  app.validate(project);
  await app.generateDocs(project, out);
  mkdirSync(join(out, 'charts'), { recursive: true });
  for (const [guide, svg] of drawings) writeFileSync(join(out, drawingOf(guide)), svg);
}
process.exitCode = app.logger.hasErrors() || app.logger.hasWarnings() ? 1 : 0;

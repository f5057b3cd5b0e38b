// The documentation as pages, of the doc comments and the guides: `npm run docs`. A link that leads nowhere is an error.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { Application, Converter, type DocumentReflection, type Reflection, ReflectionKind } from 'typedoc';
import { svgOf } from '../../examples/support/svg.ts';
import { entryPoints } from '../../tsup.config.ts';
import { answerOf, questionIn } from './answer.ts';
import { groupOf, guides, titleOf } from './guides.ts';
import { uncoloured, withImage, withLinks, withoutHeading } from './parts.ts';

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

/** A page is called by its heading, stands in its group, and has its chart below what its code prints. */
function setUp(page: DocumentReflection): void {
  const path = relative('.', app.files.getReflectionPath(page) ?? '');
  page.name = titleOf(readFileSync(path, 'utf8'));
  page.frontmatter = { group: groupOf(path) };
  page.content = uncoloured(page.content);
  if (drawings.has(path)) page.content = withImage(page.content, `../${drawingOf(path)}`);
}

function drawingOf(guide: string): string {
  return `charts/${basename(guide, '.md')}.svg`;
}

app.converter.on(Converter.EVENT_CREATE_DOCUMENT, (_: unknown, page: DocumentReflection) => setUp(page));
const project = await app.convert();
if (project !== undefined) {
  const names = Object.keys(entryPoints);
  for (const module of project.children ?? [])
    module.name = names.find((name) => name.replace(/^dealbook\//, '') === module.name) ?? 'dealbook';
  const functions = new Map(
    project
      .getReflectionsByKind(ReflectionKind.Function)
      .map((each): [string, Reflection] => [each.name, each]),
  );
  project.readme = withLinks(withoutHeading(uncoloured(project.readme ?? [])), functions);
  for (const page of project.documents ?? []) page.content = withLinks(page.content, functions);
  app.validate(project);
  await app.generateDocs(project, out);
  mkdirSync(join(out, 'charts'), { recursive: true });
  for (const [guide, svg] of drawings) writeFileSync(join(out, drawingOf(guide)), svg);
}
process.exitCode = app.logger.hasErrors() || app.logger.hasWarnings() ? 1 : 0;

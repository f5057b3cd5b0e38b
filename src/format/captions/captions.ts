import type { english } from './english.ts';

/** What tables, charts and route maps call their columns, lines, outcomes and states, by name: a table of these for each language. */
export type Captions = Readonly<Record<keyof typeof english, string>>;

/** Some of them, in place of a language's own. */
export type OtherCaptions = { readonly [Name in keyof Captions]?: string | undefined };

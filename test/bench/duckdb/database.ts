import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { type Data, type Deal, drawn } from '../data/deal.ts';
import { centsOf, closedAtOf, openedAtOf, statusOf, visitsOf } from '../data/read-deal.ts';
import { publishedRates } from '../data/sales.ts';
import { load } from '../harness/peers.ts';
import { smallTables } from './small-tables.ts';
import { columnsInSql, tables } from './tables.ts';

/** A database in memory, on one thread. */
export interface Database {
  run(sql: string): Promise<void>;
  rows(sql: string): Promise<unknown[][]>;
}

interface DuckDB {
  readonly DuckDBInstance: {
    create(
      path: string,
      options: Readonly<Record<string, string>>,
    ): Promise<{ connect(): Promise<Connection> }>;
  };
}

interface Connection {
  run(sql: string): Promise<unknown>;
  runAndReadAll(sql: string): Promise<{ getRows(): unknown[][] }>;
}

export async function connect(): Promise<Database> {
  const { DuckDBInstance } = await load<DuckDB>('duckdb');
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  return {
    run: async (sql) => {
      await connection.run(sql);
    },
    rows: async (sql) => (await connection.runAndReadAll(sql)).getRows(),
  };
}

/** Fills the tables, by way of files as a CRM would export them. */
export async function layOut(database: Database, data: Data): Promise<void> {
  await withFolder(async (folder) => {
    write(`${folder}/deals.csv`, data, dealLine);
    write(`${folder}/changes.csv`, data, changeLines);
    const rates = publishedRates.map(({ date, rate }) => `('${date}', ${rate / 10_000})`);
    await database.run(`create table rates as
      select day::date as day, rate::decimal(10, 4) as rate from (values ${rates}) as published(day, rate)`);
    for (const sql of tables(folder)) await database.run(sql);
  });
}

/** Fills the tables of small numbers. */
export async function layOutSmall(database: Database, data: Data): Promise<void> {
  await withFolder(async (folder) => {
    const rates = publishedRates.map(({ date, rate }) => `(${Date.parse(date)}, ${rate})`);
    await database.run(`create table rates as
      select day::bigint as day, rate::integer as rate from (values ${rates}) as published(day, rate)`);
    for (const { name, columns, rowsOf } of smallTables) {
      const file = `${folder}/${name}.csv`;
      write(file, data, (deal, number) =>
        rowsOf(deal, number)
          .map((row) => `${row.map((value) => value ?? '')}\n`)
          .join(''),
      );
      await database.run(
        `create table ${name} as from read_csv('${file}', header = false, columns = ${columnsInSql(columns)})`,
      );
    }
  });
}

async function withFolder(use: (folder: string) => Promise<void>): Promise<void> {
  const folder = `node_modules/.cache/bench/csv-${process.pid}`;
  mkdirSync(folder, { recursive: true });
  try {
    await use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function dealLine(deal: Deal, row: number): string {
  const cents = centsOf(deal);
  const amount = cents === null ? '' : `${Math.floor(cents / 100)}.${`${cents % 100}`.padStart(2, '0')}`;
  const closedAt = closedAtOf(deal) ?? '';
  return `${row},${deal.owner},${amount},${deal.currency},${statusOf(deal)},${openedAtOf(deal)},${closedAt}\n`;
}

function changeLines(deal: Deal, row: number): string {
  return visitsOf(deal)
    .map(({ stage, enteredAt, leftAt }, index) => `${row},${index},${stage},${enteredAt},${leftAt ?? ''}\n`)
    .join('');
}

function write(path: string, data: Data, linesOf: (deal: Deal, row: number) => string): void {
  const file = openSync(path, 'w');
  let text = '';
  let row = 0;
  for (const deal of drawn(data)) {
    text += linesOf(deal, row++);
    if (text.length < 2 ** 20) continue;
    writeSync(file, text);
    text = '';
  }
  writeSync(file, text);
  closeSync(file);
}

import {
  type DealBook,
  dealBook,
  decodeHistory,
  decodePipeline,
  isDealError,
  lossReasons,
  type ReportVariant,
  runReport,
  type StoredForm,
  salesFunnel,
  winRate,
} from 'dealbook';

/** The deals to answer from. All that crosses between threads is what JSON has: Decimals do not survive a structured clone. */
export interface Opening {
  readonly pipelines: readonly StoredForm[];
  readonly histories: readonly (readonly StoredForm[])[];
  readonly currency: string;
}

/** A question: a saved report, and the present. Each answer carries the number of its question. */
export interface Question {
  readonly number: number;
  readonly variant: ReportVariant;
  readonly at: Date;
}

export type Answer = { readonly number: number } & (
  | { readonly report: string }
  | { readonly refused: { readonly code: string; readonly message: string } }
);

/** What a worker has of its page, and the port of one of Node's threads. */
export interface Port {
  postMessage(answer: Answer): void;
  onmessage: ((event: { readonly data: never }) => void) | null;
}

/** Answers questions about a book, off the thread that draws. In a browser: `serveReports(self)`. */
export function serveReports(port: Port): void {
  let book: DealBook | undefined;
  port.onmessage = ({ data }: { readonly data: Opening | Question }) => {
    if ('histories' in data) book = bookOf(data);
    else port.postMessage({ number: data.number, ...answerTo(data, book) });
  };
}

function bookOf({ pipelines, histories, currency }: Opening): DealBook {
  return dealBook(
    histories.map((events) => decodeHistory(events)),
    { pipelines: pipelines.map((stored) => decodePipeline(stored)), currency },
  );
}

function answerTo({ variant, at }: Question, book: DealBook | undefined) {
  try {
    if (book === undefined) throw new Error('There is no book yet.');
    const report = runReport(book, variant, { at, reports: { salesFunnel, winRate, lossReasons } });
    return { report: JSON.stringify(report) };
  } catch (error) {
    return { refused: { code: isDealError(error) ? error.code : 'failed', message: String(error) } };
  }
}

// The worker of the dashboard: it holds the book and answers the page, one question at a time. A question for the dashboard
// that a newer one has overtaken is dropped, also half answered.

import { type DealBook, isDealError, type ReportVariant } from 'dealbook';
import type { Answer, BookFacts, Look, Question } from '../messages.ts';
import { factsOf } from './book-facts.ts';
import { dealsBehind } from './deals-behind.ts';
import { importedBook } from './imported-book.ts';
import { panelOf } from './panel-of.ts';
import { sampleBook } from './sample-book.ts';
import { variantsOf } from './variants.ts';

let opened: { readonly book: DealBook; readonly facts: BookFacts } | null = null;
let newestDashboard = 0;

addEventListener('message', ({ data }: MessageEvent<{ id: number; question: Question }>) => {
  if (data.question.ask === 'showDashboard') newestDashboard = data.id;
  void answer(data.id, data.question);
});

async function answer(id: number, question: Question): Promise<void> {
  const tell = (message: Answer): void => postMessage({ id, answer: message });
  try {
    await answerTo(question, tell, () => id !== newestDashboard);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    tell({
      tell: 'refused',
      message: isDealError(error) ? `${error.code}: ${error.message}` : error.message,
    });
  }
  tell({ tell: 'done' });
}

async function answerTo(
  question: Question,
  tell: (answer: Answer) => void,
  isOvertaken: () => boolean,
): Promise<void> {
  switch (question.ask) {
    case 'openSample':
      return tell({ tell: 'book', facts: open(sampleBook()) });
    case 'importFiles': {
      const { book, found } = await importedBook(question, (progress) =>
        tell({ tell: 'progress', ...progress }),
      );
      return tell({ tell: 'imported', facts: open(book), found });
    }
    case 'showDashboard': {
      const { book, facts } = theBook();
      const { filters, order, look } = question;
      const shown = new Set(question.shown.map((variant) => JSON.stringify(variant)));
      const variants = variantsOf(filters, facts).toSorted(
        (one, other) => order.indexOf(one.report) - order.indexOf(other.report),
      );
      for (const variant of variants) {
        await otherMessages();
        if (isOvertaken()) return;
        if (shown.has(JSON.stringify(variant))) tell({ tell: 'samePanel', report: variant.report });
        else tell(panelOrRefusal(book, variant, look));
      }
      return;
    }
    case 'runVariant':
      return tell(panelOrRefusal(theBook().book, question.variant, question.look));
    case 'listDeals':
      return tell({ tell: 'deals', list: dealsBehind(theBook().book, question, question.look.locale) });
  }
}

/** One report that is refused leaves the others. */
function panelOrRefusal(book: DealBook, variant: ReportVariant, look: Look): Answer {
  const { report } = variant;
  try {
    return { tell: 'panel', report, panel: panelOf(book, variant, look) };
  } catch (error) {
    return { tell: 'noPanel', report, message: messageOf(error) };
  }
}

function messageOf(error: unknown): string {
  if (isDealError(error)) return `${error.code}: ${error.message}`;
  if (error instanceof Error) return error.message;
  throw error;
}

function open(book: DealBook): BookFacts {
  opened = { book, facts: factsOf(book) };
  return opened.facts;
}

function theBook(): { readonly book: DealBook; readonly facts: BookFacts } {
  if (opened === null) throw new Error('No book is open.');
  return opened;
}

/** Lets the messages in that have come meanwhile. */
function otherMessages(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

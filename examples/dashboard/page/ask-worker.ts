import type { Answer, Question } from '../messages.ts';

/** Asks the worker: calls back with each of its answers, and resolves after the last. */
export type Ask = (question: Question, onAnswer: (answer: Answer) => void) => Promise<void>;

export function openWorker(): Ask {
  const worker = new Worker(new URL('../worker/worker.ts', import.meta.url), { type: 'module' });
  const waiting = new Map<number, (answer: Answer) => void>();
  worker.addEventListener('message', ({ data }: MessageEvent<{ id: number; answer: Answer }>) => {
    waiting.get(data.id)?.(data.answer);
  });
  let asked = 0;
  return (question, onAnswer) =>
    new Promise((resolve) => {
      const id = ++asked;
      waiting.set(id, (answer) => {
        if (answer.tell !== 'done') return onAnswer(answer);
        waiting.delete(id);
        resolve();
      });
      worker.postMessage({ id, question });
    });
}

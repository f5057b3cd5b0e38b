/** So many milliseconds of a frame are worked, so that the page answers in between. */
const share = 12;

/**
 * Does the things given one after the other, as many in a frame as there is time for, so that what is in sight is painted
 * first and the page is never held up for long.
 */
export function paced(): { add(act: () => void): void; clear(): void; done(): Promise<void> } {
  let waiting: (() => void)[] = [];
  let running: Promise<void> | null = null;
  const run = async (): Promise<void> => {
    while (waiting.length > 0) {
      await nextFrame();
      const until = performance.now() + share;
      while (waiting.length > 0 && performance.now() < until) waiting.shift()?.();
    }
    running = null;
  };
  return {
    add(act) {
      waiting.push(act);
      running ??= run();
    },
    clear() {
      waiting = [];
    },
    done: async () => {
      await running;
    },
  };
}

/** After the next frame was painted; soon also where nobody looks at the page, which then has no frames. */
function nextFrame(): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, 100);
    requestAnimationFrame(() => {
      clearTimeout(timer);
      setTimeout(resolve);
    });
  });
}

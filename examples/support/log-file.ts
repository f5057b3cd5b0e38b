import { type FileHandle, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { DealError } from 'dealbook';

/** Where a line stands in the file, in bytes, its end included. */
export interface Place {
  readonly offset: number;
  readonly length: number;
}

/** A line and its place. */
interface Line extends Place {
  readonly text: string;
}

/** A file of lines that only grows. */
export interface LogFile {
  /** Adds a line; settled once it would survive a crash. */
  add(text: string): Promise<Place>;
  /** The text of a line. */
  read(place: Place): Promise<string>;
  /** The lines from a place on, up to the last that would survive a crash now. */
  lines(offset?: number): AsyncGenerator<Line>;
  /** How many bytes would survive a crash. */
  size(): number;
  close(): Promise<void>;
}

interface Waiting {
  readonly bytes: Buffer;
  resolve(place: Place): void;
  reject(error: unknown): void;
}

/** Opens a log, or makes one. What a crash left of a last line, never answered for, is cut off. */
export async function openLogFile(path: string): Promise<LogFile> {
  const handle = await open(path, 'a+');
  let size = await endOfLines(handle);
  await handle.truncate(size);
  await handle.sync();
  await syncFolder(dirname(path)); // a new file is safe only with its folder
  let waiting: Waiting[] = [];
  let writing: Promise<void> | undefined;
  let failure: unknown;

  /** Writes what waits, with one sync for all of it, as long as something waits. */
  async function write(): Promise<void> {
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      try {
        if (failure !== undefined) throw failure;
        await handle.appendFile(Buffer.concat(batch.map(({ bytes }) => bytes)));
        await handle.datasync();
        for (const { bytes, resolve } of batch) {
          resolve({ offset: size, length: bytes.length });
          size += bytes.length;
        }
      } catch (error) {
        // Some of it may be on disk: only opening the file again tells. Until then nothing more is written.
        const isFirst = failure === undefined;
        failure = error;
        for (const { reject } of batch) reject(notWritten(isFirst ? 'indeterminate' : 'unavailable', error));
      }
    }
    writing = undefined;
  }

  return {
    add: (text) =>
      new Promise((resolve, reject) => {
        waiting.push({ bytes: Buffer.from(`${text}\n`), resolve, reject });
        writing ??= write();
      }),

    async read({ offset, length }) {
      const { buffer } = await handle.read(Buffer.alloc(length), 0, length, offset);
      return buffer.toString('utf8');
    },

    lines: (offset = 0) => linesOf(handle, offset, size),
    size: () => size,

    async close() {
      await writing;
      await handle.close();
    },
  };
}

/** The whole lines between two places. */
async function* linesOf(handle: FileHandle, start: number, end: number): AsyncGenerator<Line> {
  const buffer = Buffer.alloc(64 * 1024);
  let offset = start; // of the line that begins …
  let begun: Buffer[] = []; // … with these bytes
  for (let position = start; position < end; ) {
    const { bytesRead } = await handle.read(buffer, 0, Math.min(buffer.length, end - position), position);
    if (bytesRead === 0) return;
    position += bytesRead;
    let from = 0;
    for (let newline = 0; ; from = newline + 1) {
      newline = buffer.subarray(0, bytesRead).indexOf('\n', from);
      if (newline < 0) break;
      const bytes = Buffer.concat([...begun, buffer.subarray(from, newline + 1)]);
      begun = [];
      yield { text: bytes.toString('utf8'), offset, length: bytes.length };
      offset += bytes.length;
    }
    begun.push(Buffer.from(buffer.subarray(from, bytesRead)));
  }
}

async function endOfLines(handle: FileHandle): Promise<number> {
  let end = 0;
  const { size } = await handle.stat();
  for await (const { offset, length } of linesOf(handle, 0, size)) end = offset + length;
  return end;
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  await folder.sync().finally(() => folder.close());
}

function notWritten(code: 'indeterminate' | 'unavailable', cause: unknown): DealError {
  const problem = String(cause);
  return new DealError(code, `The file could not be written: ${problem}.`, { problem });
}

import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { systemCodeOf } from '../../errors/thrown';

const NEWLINE = 0x0a;

/**
 * A file of JSON lines that several processes of one machine append to; all see the same order of lines. A line is written in
 * one call, so lines do not mix; a line that a crash truncated is skipped. The file must be on a local file system.
 */
export class JournalFile {
  readonly #path: string;
  #offset = 0;
  #reading: Promise<unknown> = Promise.resolve();

  constructor(path: string) {
    this.#path = path;
  }

  /** `durable`: resolves when the line is on the disk; `quick`: when the operating system has it. */
  async append(value: unknown, durability: 'durable' | 'quick' = 'quick'): Promise<void> {
    const handle = await open(this.#path, 'a');
    try {
      // The newline before it ends a line that a crash may have truncated.
      const line = Buffer.from(`\n${JSON.stringify(value)}\n`);
      const { bytesWritten } = await handle.write(line);
      if (bytesWritten < line.length) throw new Error(`only ${bytesWritten} of ${line.length} bytes fit`);
      if (durability === 'durable') await handle.datasync();
    } finally {
      await handle.close();
    }
  }

  /** The values that any process has appended since the last call. */
  readNew(): Promise<readonly unknown[]> {
    const reading = this.#reading.then(() => this.#read());
    this.#reading = reading.catch(() => undefined);
    return reading;
  }

  async #read(): Promise<readonly unknown[]> {
    const handle = await openIfThere(this.#path);
    if (handle === undefined) return [];
    try {
      const { size } = await handle.stat();
      if (size <= this.#offset) return [];
      const { buffer, bytesRead } = await handle.read({
        buffer: Buffer.alloc(size - this.#offset),
        position: this.#offset,
      });
      const complete = buffer.subarray(0, buffer.subarray(0, bytesRead).lastIndexOf(NEWLINE) + 1);
      this.#offset += complete.length;
      return complete.toString('utf8').split('\n').flatMap(parseLine);
    } finally {
      await handle.close();
    }
  }
}

async function openIfThere(path: string): Promise<FileHandle | undefined> {
  try {
    return await open(path, constants.O_RDONLY);
  } catch (error) {
    if (systemCodeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function parseLine(line: string): readonly unknown[] {
  if (line === '') return [];
  try {
    return [JSON.parse(line)];
  } catch {
    return [];
  }
}

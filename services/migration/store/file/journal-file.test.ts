import { appendFileSync, mkdtempSync, readFileSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { JournalFile } from './journal-file';

describe('a journal', () => {
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'octavo-journal-'));
    path = join(folder, 'j.jsonl');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('is empty without a file', async () => {
    expect(await new JournalFile(path).readNew()).toEqual([]);
  });

  it('returns every line once to each reader, in the order of the file', async () => {
    const [one, other] = [new JournalFile(path), new JournalFile(path)];
    await one.append({ a: 'Ü\n"' });
    await other.append(2);
    expect(await one.readNew()).toEqual([{ a: 'Ü\n"' }, 2]);
    expect(await one.readNew()).toEqual([]);
    await one.append(3);
    expect(await one.readNew()).toEqual([3]);
    expect(await other.readNew()).toEqual([{ a: 'Ü\n"' }, 2, 3]);
  });

  it('returns every line once to concurrent reads', async () => {
    const journal = new JournalFile(path);
    await Promise.all(Array.from({ length: 20 }, (_, index) => journal.append(index)));
    const read = await Promise.all([journal.readNew(), journal.readNew(), journal.readNew()]);
    expect(
      read
        .flat()
        .map(Number)
        .sort((a, b) => a - b),
    ).toEqual(Array.from({ length: 20 }, (_, index) => index));
  });

  it('skips a line that a crash truncated, and loses none after it', async () => {
    const journal = new JournalFile(path);
    await journal.append({ whole: 1 });
    truncateSync(path, readFileSync(path).length - 3);
    await new JournalFile(path).append({ whole: 2 });
    expect(await journal.readNew()).toEqual([{ whole: 2 }]);
  });

  it('waits for the end of a line that is still being written', async () => {
    const journal = new JournalFile(path);
    appendFileSync(path, '\n{"half":');
    expect(await journal.readNew()).toEqual([]);
    appendFileSync(path, '1}\n');
    expect(await journal.readNew()).toEqual([{ half: 1 }]);
  });
});

import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Ended, runCommand } from '../entry-points/entry-point';
import { ROOT } from './snippets';

/** A folder in the checkout, where its `npx octavo` and `npm run` are found, with the files that the documents name. */
export class TypingFolder {
  readonly path = mkdtempSync(join(ROOT, 'test/docs/.commands-'));

  constructor() {
    writeFileSync(join(this.path, 'input.json'), '{ "amount": 5 }');
    symlinkSync(join(ROOT, 'examples'), join(this.path, 'examples'));
  }

  /** Types a line of shell, and waits for its end. */
  type(line: string): Promise<Ended> {
    return runCommand(['sh', '-c', line], this.path);
  }

  remove(): void {
    rmSync(this.path, { recursive: true });
  }
}

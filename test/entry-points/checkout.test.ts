import { join } from 'node:path';
import { TestFolder } from '../cli/support/definitions';
import { describeCommands } from './describe-entry-point';
import { checkout, runOctavo } from './entry-point';

// The examples run there in checkout.long.test.ts.
describeCommands('npx octavo in the checkout', () => checkout);

describe('actions that cannot be loaded', () => {
  const folder = new TestFolder();
  afterAll(() => folder.remove());

  it('are told with the reason and what to do', async () => {
    const files = [
      folder.write('awaits.ts', 'export const name: string = await Promise.resolve("a");'),
      folder.write('broken.ts', 'export const name: = 1;'),
      folder.write('lost.mts', "import './nowhere.ts';"),
      folder.write('throws.mjs', "throw new Error('no luck');"),
      join(folder.path, 'nofile.ts'),
    ];
    const { code, stderr } = await runOctavo(checkout, ['actions'], { OCTAVO_ACTIONS: files.join() });
    expect(code).toBe(2);
    expect(stderr.split('\n').slice(1, -1)).toEqual([
      expect.stringMatching(
        /awaits\.ts:1:\d+: cannot be loaded: Top-level await .*; top-level await needs an ES module: name the file /,
      ),
      expect.stringMatching(/^ {2}\S*broken\.ts:1:\d+: cannot be loaded: Unexpected "="$/),
      expect.stringMatching(/lost\.mts: cannot be loaded: Cannot find module .*nowhere\.ts/),
      expect.stringMatching(/throws\.mjs: cannot be loaded: no luck$/),
      expect.stringMatching(/^ {2}environment OCTAVO_ACTIONS: there is no file .*nofile\.ts$/),
    ]);
  });
});

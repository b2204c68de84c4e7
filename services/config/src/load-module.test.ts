import { join } from 'node:path';
import { isCommonJs } from './load-module';
import { folderWith } from './temporary-folder.fixture';

describe('isCommonJs', () => {
  const folder = folderWith({
    'package.json': '{ "type": "module" }',
    'inner/deep/a.ts': '',
    'old/package.json': '{}',
    'broken/package.json': '{',
  });

  it.each([
    ['a.cjs', true],
    ['a.cts', true],
    ['old/a.mjs', false],
    ['old/a.mts', false],
    ['a.js', false],
    ['inner/deep/a.ts', false],
    ['old/a.ts', true],
    ['old/a.js', true],
    ['broken/a.js', false],
  ])('%s: %s', (path, is) => {
    expect(isCommonJs(join(folder, path))).toBe(is);
  });

  it('is true without a package.json in the folders above', () => {
    expect(isCommonJs('/nowhere/at/all/a.js')).toBe(true);
  });
});

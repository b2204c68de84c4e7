import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeFolder } from './make-folder';

describe('makeFolder', () => {
  let base: string;
  beforeEach(() => {
    base = mkdtempSync(join(tmpdir(), 'octavo-make-'));
  });
  afterEach(() => rmSync(base, { recursive: true }));

  it('creates a folder and its parents, and accepts an existing folder', () => {
    for (let times = 0; times < 2; times += 1) makeFolder(join(base, 'a/b/c'));
    expect(existsSync(join(base, 'a/b/c'))).toBe(true);
  });

  it('throws when there is a file in the path', () => {
    writeFileSync(join(base, 'file'), '');
    expect(() => makeFolder(join(base, 'file'))).toThrow('EEXIST');
    expect(() => makeFolder(join(base, 'file/a/b'))).toThrow('ENOTDIR');
  });

  it('throws at once when nothing can be created', () => {
    expect(() => makeFolder('/proc/1/x/y')).toThrow(/ENOENT|EACCES/);
  });
});

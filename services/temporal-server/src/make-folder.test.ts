import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeFolder } from './make-folder';

describe('a folder', () => {
  let base: string;
  beforeEach(() => {
    base = mkdtempSync(join(tmpdir(), 'octavo-make-'));
  });
  afterEach(() => rmSync(base, { recursive: true }));

  it('is made with those above it, and may be there already', () => {
    for (let times = 0; times < 2; times += 1) makeFolder(join(base, 'a/b/c'));
    expect(existsSync(join(base, 'a/b/c'))).toBe(true);
  });

  it('is refused where a file is in its way', () => {
    writeFileSync(join(base, 'file'), '');
    expect(() => makeFolder(join(base, 'file'))).toThrow('EEXIST');
    expect(() => makeFolder(join(base, 'file/a/b'))).toThrow('ENOTDIR');
  });

  it('is refused where nothing can be made, at once', () => {
    expect(() => makeFolder('/proc/1/x/y')).toThrow(/ENOENT|EACCES/);
  });
});

import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DevFile, devFilePath, writeDevFile } from '../engine/dev-file';
import { claimFolder } from './dev';

const invoked = { io: { env: {} }, options: {} };

describe('the folder of `octavo dev`', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'octavo-claim-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  // Another living process, whose file may not be taken for one that this process has left.
  const devAt = (port: number): DevFile => ({
    ...{ address: `127.0.0.1:${port}`, namespace: 'default', taskQueue: 'octavo', pid: process.ppid, isReady: false },
  });

  it('is given to one of those that ask at once', async () => {
    const claims = await Promise.allSettled([1, 2, 3, 4].map((port) => claimFolder(folder, devAt(port), invoked)));
    expect(claims.filter(({ status }) => status === 'fulfilled')).toEqual([{ status: 'fulfilled', value: undefined }]);
    for (const claim of claims)
      if (claim.status === 'rejected') expect(claim.reason).toMatchObject({ code: 'DEV_ALREADY_RUNNING' });
    const winner = claims.findIndex(({ status }) => status === 'fulfilled') + 1;
    expect(JSON.parse(readFileSync(devFilePath(folder), 'utf8'))).toEqual(devAt(winner));
    expect(readdirSync(join(folder, '.octavo'))).toEqual(['dev.json']);
  });

  it('is taken over where nobody serves it any more', async () => {
    await writeDevFile(folder, { ...devAt(1), isReady: true });
    expect(await claimFolder(folder, devAt(2), invoked)).toBeUndefined();
    expect(JSON.parse(readFileSync(devFilePath(folder), 'utf8'))).toEqual(devAt(2));
  });

  it('is not waited for because a process was killed while it looked', async () => {
    mkdirSync(join(folder, '.octavo'));
    writeFileSync(join(folder, '.octavo/dev.lock'), '');
    expect(await claimFolder(folder, devAt(1), invoked)).toBeUndefined();
  });

  it('says why it cannot be written', async () => {
    writeFileSync(join(folder, '.octavo'), '');
    expect(await claimFolder(folder, devAt(1), invoked)).toContain('ENOTDIR');
    expect(await claimFolder('/proc/1', devAt(1), invoked)).toContain('ENOENT');
  });
});

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

  // Another running process, so that its file does not look like an old file of this process.
  const devAt = (port: number): DevFile => ({
    ...{ address: `127.0.0.1:${port}`, namespace: 'default', taskQueue: 'octavo', pid: process.ppid, isReady: false },
  });

  it('is claimed by one of several processes at the same time', async () => {
    const claims = await Promise.allSettled([1, 2, 3, 4].map((port) => claimFolder(folder, devAt(port), invoked)));
    expect(claims.filter(({ status }) => status === 'fulfilled')).toEqual([{ status: 'fulfilled', value: undefined }]);
    for (const claim of claims)
      if (claim.status === 'rejected') expect(claim.reason).toMatchObject({ code: 'DEV_ALREADY_RUNNING' });
    const winner = claims.findIndex(({ status }) => status === 'fulfilled') + 1;
    expect(JSON.parse(readFileSync(devFilePath(folder), 'utf8'))).toEqual(devAt(winner));
    expect(readdirSync(join(folder, '.octavo'))).toEqual(['dev.json']);
  });

  it('is taken over if its process has ended', async () => {
    await writeDevFile(folder, { ...devAt(1), isReady: true });
    expect(await claimFolder(folder, devAt(2), invoked)).toBeUndefined();
    expect(JSON.parse(readFileSync(devFilePath(folder), 'utf8'))).toEqual(devAt(2));
  });

  it('is not blocked by a process that was killed while it held the lock', async () => {
    mkdirSync(join(folder, '.octavo'));
    writeFileSync(join(folder, '.octavo/dev.lock'), '');
    expect(await claimFolder(folder, devAt(1), invoked)).toBeUndefined();
  });

  it('reports why it cannot be written', async () => {
    writeFileSync(join(folder, '.octavo'), '');
    expect(await claimFolder(folder, devAt(1), invoked)).toContain('ENOTDIR');
    expect(await claimFolder('/proc/1', devAt(1), invoked)).toContain('ENOENT');
  });
});

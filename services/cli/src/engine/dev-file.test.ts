import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type DevFile,
  devFilePath,
  findDev,
  findStartedDev,
  removeDevFile,
  touchDevFile,
  writeDevFile,
} from './dev-file';
import { findServer } from './server-location';

/** Larger than any process id. */
const NOBODY = 2 ** 30;

describe('the file of `octavo dev`', () => {
  let folder: string;
  let listener: Server;
  let dev: DevFile;
  beforeAll(async () => {
    listener = createServer((socket) => socket.destroy());
    await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => listener.close());
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'octavo-dev-file-'));
    const { port } = listener.address() as AddressInfo;
    const uiUrl = 'http://127.0.0.1:8233';
    const taskQueue = 'of-dev';
    dev = { address: `127.0.0.1:${port}`, namespace: 'of-dev', taskQueue, uiUrl, pid: process.ppid, isReady: true };
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const path = (): string => devFilePath(folder);

  it('is found as written, and only this user may read it', async () => {
    await writeDevFile(folder, dev);
    expect(await findDev(folder)).toEqual(dev);
    expect(readdirSync(join(folder, '.octavo'))).toEqual(['dev.json']);
    expect(statSync(join(folder, '.octavo/dev.json')).mode & 0o777).toBe(0o600);
  });

  it.each([
    ['its process is gone', { pid: NOBODY }],
    ['its process, which was starting, had the id that this one has', { pid: process.pid, isReady: false }],
    ['the address of its UI is not of this machine', { uiUrl: 'http://example.com:8233' }],
    ['the address of its UI has control characters', { uiUrl: 'http://127.0.0.1:8233/\u001b[2J' }],
    ['its namespace has control characters', { namespace: 'a\u001b[2J' }],
    ['its task queue has control characters', { taskQueue: 'a\u001b[2J' }],
    ['nothing answers at its address', { address: '127.0.0.1:1' }],
    ['its port is too large', { address: '127.0.0.1:99999' }],
    ['it names another machine', { address: 'example.com:7233' }],
    ['a field is missing', { taskQueue: undefined }],
  ])('is ignored if %s', async (_what, fields) => {
    await writeDevFile(folder, { ...dev, ...fields } as DevFile);
    expect(await findDev(folder)).toBeUndefined();
    expect(await findStartedDev(folder)).toBeUndefined();
  });

  it('is ignored if it is not JSON', async () => {
    mkdirSync(join(folder, '.octavo'));
    writeFileSync(join(folder, '.octavo/dev.json'), '{ "address"');
    expect(await findDev(folder)).toBeUndefined();
  });

  it('of a server that is still starting is found only by commands that start a server', async () => {
    await writeDevFile(folder, { ...dev, address: '127.0.0.1:1', isReady: false });
    expect(await findDev(folder)).toBeUndefined();
    expect(await findStartedDev(folder)).toMatchObject({ pid: process.ppid });
  });

  it('of a server that never became ready is valid for a minute after its last touch, even if its process id is in use', async () => {
    await writeDevFile(folder, { ...dev, isReady: false });
    utimesSync(path(), new Date(), new Date(Date.now() - 60_000));
    expect(await findStartedDev(folder)).toBeUndefined();
    await touchDevFile(folder);
    expect(await findStartedDev(folder)).toMatchObject({ pid: process.ppid });
  });

  describe('is ignored', () => {
    const itOnUnix = process.platform === 'win32' ? it.skip : it;
    const itAsRoot = process.getuid?.() === 0 ? it : it.skip;
    afterEach(async () =>
      expect([await findDev(folder), await findStartedDev(folder)]).toEqual([undefined, undefined]),
    );

    itOnUnix.each([0o620, 0o602, 0o666])('if others may write to it: mode %o', async (mode) => {
      await writeDevFile(folder, dev);
      chmodSync(path(), mode);
    });

    itAsRoot('if it belongs to another user', async () => {
      await writeDevFile(folder, dev);
      chownSync(path(), 12_345, 12_345);
    });

    itOnUnix('if it is a link', async () => {
      await writeDevFile(folder, dev);
      renameSync(path(), join(folder, 'elsewhere'));
      symlinkSync(join(folder, 'elsewhere'), path());
    });

    itOnUnix('if it is a pipe without a writer', () => {
      mkdirSync(join(folder, '.octavo'));
      execFileSync('sh', ['-c', 'mkfifo -m 600 "$0"', path()]);
    });
  });

  it('is removed only by the process that wrote it', async () => {
    await writeDevFile(folder, dev);
    await removeDevFile(folder, NOBODY);
    expect(JSON.parse(readFileSync(join(folder, '.octavo/dev.json'), 'utf8'))).toEqual(dev);
    await removeDevFile(folder, process.ppid);
    expect(readdirSync(join(folder, '.octavo'))).toEqual([]);
  });

  it('reports why it cannot be written', async () => {
    writeFileSync(join(folder, '.octavo'), '');
    expect(await writeDevFile(folder, dev)).toMatch(/EEXIST|ENOTDIR/);
  });

  const defaults = { namespace: 'default', taskQueue: 'octavo', unset: new Set(['namespace', 'taskQueue'] as const) };

  it('sets the namespace and the task queue, unless the configuration sets them', async () => {
    await writeDevFile(folder, dev);
    expect(await findServer({ folder, ...defaults })).toEqual({
      ...{ address: dev.address, connectionOptions: { address: dev.address }, uiUrl: dev.uiUrl },
      ...{ namespace: 'of-dev', taskQueue: 'of-dev' },
    });
    // Defaults count too if the configuration sets them.
    expect(await findServer({ folder, ...defaults, unset: new Set() })).toMatchObject({
      ...{ namespace: 'default', taskQueue: 'octavo' },
    });
  });

  it('is ignored if a server is configured', async () => {
    await writeDevFile(folder, dev);
    const server = { address: dev.address, connectionOptions: {} };
    expect(await findServer({ folder, server, ...defaults })).toMatchObject({
      ...{ namespace: 'default', taskQueue: 'octavo' },
    });
  });
});

import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DevFile, findDev, findStartedDev, removeDevFile, writeDevFile } from './dev-file';
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
    dev = { address: `127.0.0.1:${port}`, namespace: 'of-dev', taskQueue, uiUrl, pid: process.pid, isReady: true };
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is found as it was written, and only this user may read it', async () => {
    await writeDevFile(folder, dev);
    expect(await findDev(folder)).toEqual(dev);
    expect(readdirSync(join(folder, '.octavo'))).toEqual(['dev.json']);
    expect(statSync(join(folder, '.octavo/dev.json')).mode & 0o777).toBe(0o600);
  });

  it.each([
    ['its process is gone', { pid: NOBODY }],
    ['nothing answers at its address', { address: '127.0.0.1:1' }],
    ['it names another machine', { address: 'example.com:7233' }],
    ['a field is missing', { taskQueue: undefined }],
  ])('is not there where %s', async (_what, fields) => {
    await writeDevFile(folder, { ...dev, ...fields } as DevFile);
    expect(await findDev(folder)).toBeUndefined();
    expect(await findStartedDev(folder)).toBeUndefined();
  });

  it('is not there where it is no JSON', async () => {
    mkdirSync(join(folder, '.octavo'));
    writeFileSync(join(folder, '.octavo/dev.json'), '{ "address"');
    expect(await findDev(folder)).toBeUndefined();
  });

  it('of a server that is still starting is for those alone who would start another one', async () => {
    await writeDevFile(folder, { ...dev, address: '127.0.0.1:1', isReady: false });
    expect(await findDev(folder)).toBeUndefined();
    expect(await findStartedDev(folder)).toMatchObject({ pid: process.pid });
  });

  it('is removed by the process that wrote it, and by no other', async () => {
    await writeDevFile(folder, dev);
    await removeDevFile(folder, NOBODY);
    expect(JSON.parse(readFileSync(join(folder, '.octavo/dev.json'), 'utf8'))).toEqual(dev);
    await removeDevFile(folder, process.pid);
    expect(readdirSync(join(folder, '.octavo'))).toEqual([]);
  });

  it('gives the reason where it cannot be written', async () => {
    writeFileSync(join(folder, '.octavo'), '');
    expect(await writeDevFile(folder, dev)).toMatch(/EEXIST|ENOTDIR/);
  });

  const defaults = { namespace: 'default', taskQueue: 'octavo', unset: new Set(['namespace', 'taskQueue'] as const) };

  it('says which namespace and task queue are meant, unless the configuration says others', async () => {
    await writeDevFile(folder, dev);
    expect(await findServer({ folder, ...defaults })).toEqual({
      ...{ address: dev.address, connectionOptions: { address: dev.address }, uiUrl: dev.uiUrl },
      ...{ namespace: 'of-dev', taskQueue: 'of-dev' },
    });
    // The defaults too, where somebody named them.
    expect(await findServer({ folder, ...defaults, unset: new Set() })).toMatchObject({
      ...{ namespace: 'default', taskQueue: 'octavo' },
    });
  });

  it('counts for nothing where a server is configured', async () => {
    await writeDevFile(folder, dev);
    const server = { address: dev.address, connectionOptions: {} };
    expect(await findServer({ folder, server, ...defaults })).toMatchObject({
      ...{ namespace: 'default', taskQueue: 'octavo' },
    });
  });
});

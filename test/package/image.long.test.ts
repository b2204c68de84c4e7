import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findFreePort } from '@octavo/temporal-server';
import { BuiltImage, whyNoImages } from '../entry-points/build-image';
import { describeWorker } from '../entry-points/describe-entry-point';
import { readImageCommand } from '../entry-points/dockerfile';
import { type Command, copyProject } from '../entry-points/entry-point';
import { IsolatedContainer } from '../entry-points/isolated-container';
import { testServerAddress, until } from '../integration/support/test-worker';

const reason = whyNoImages();
const describeHere = reason === undefined ? describe : describe.skip;
if (reason !== undefined) process.stderr.write(`Our image is not built here: ${reason}.\n`);

describeHere('our image', () => {
  const root = mkdtempSync(join(tmpdir(), 'octavo-work-'));
  const { entryPoint, command, nodeVersion } = readImageCommand();
  let image: BuiltImage;
  beforeAll(async () => {
    copyProject(root);
    // The user of the container reads in it.
    chmodSync(root, 0o755);
    image = await BuiltImage.build(nodeVersion);
  }, 1_200_000);
  afterAll(async () => {
    await image.remove();
    rmSync(root, { recursive: true });
  }, 300_000);

  it('runs what the Dockerfile says', async () => {
    expect(await image.config()).toMatchObject({
      Entrypoint: entryPoint,
      Cmd: command,
      User: 'node',
      Volumes: { '/tmp': {} },
      Healthcheck: { Test: ['CMD', 'node', '/app/probe.mjs', '/healthz'] },
    });
  });

  describeWorker('its command line, in a container', () => {
    const octavo = entryPoint as [string, ...string[]];
    return { octavo, worker: [...octavo, ...command], root, wrap: image.wrap(root) };
  });

  it('has the workflow code bundled, so that no worker has to', async () => {
    expect(readdirSync(join(await image.files(), 'app/cache/bundles'))).toHaveLength(1);
  });

  describe('with a read-only root, as process 1', () => {
    let port: number;
    const inContainer = async (...args: Command): Promise<IsolatedContainer> => {
      const variables = { OCTAVO_HEALTH: `127.0.0.1:${port}`, OCTAVO_CACHE: '/app/cache' };
      const address = { TEMPORAL_ADDRESS: testServerAddress(), OCTAVO_TASK_QUEUE: `image-${port}` };
      return new IsolatedContainer(await image.files(), args, { ...variables, ...address });
    };
    const start = (): Promise<IsolatedContainer> => inContainer(...([...entryPoint, ...command] as unknown as Command));
    const probe = async (path: string): Promise<number | string> =>
      (await inContainer('node', '/app/probe.mjs', path)).ended;
    beforeEach(async () => {
      port = await findFreePort();
    });

    it('works, is healthy, and ends with 0 on SIGTERM', async () => {
      const container = await start();
      await until(async () => (await probe('/readyz')) === 0);
      expect(await probe('/healthz')).toBe(0);
      container.signal('SIGTERM');
      expect({ code: await container.ended, output: container.output }).toMatchObject({ code: 0 });
      expect(await probe('/healthz')).toBe(1);
    });

    it('ends on a SIGTERM that comes before Node listens to signals', async () => {
      const container = await start();
      await container.untilRunning('node');
      container.signal('SIGTERM');
      expect({ code: await container.ended, output: container.output }).toMatchObject({ code: 143 });
    });

    it('ends on a SIGTERM that comes while the worker starts', async () => {
      const container = await start();
      await until(async () => (await fetch(`http://127.0.0.1:${port}/healthz`).catch(() => undefined)) !== undefined);
      container.signal('SIGTERM');
      expect({ code: await container.ended, output: container.output }).toMatchObject({ code: 0 });
    });
  });
});

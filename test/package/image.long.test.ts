import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BuiltImage, whyNoImages } from '../entry-points/build-image';
import { describeWorker } from '../entry-points/describe-entry-point';
import { readImageCommand } from '../entry-points/dockerfile';
import { copyProject } from '../entry-points/entry-point';

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
    expect(await image.command()).toMatchObject({ Entrypoint: entryPoint, Cmd: command });
  });

  describeWorker('its command line, in a container', () => {
    const octavo = entryPoint as [string, ...string[]];
    return { octavo, worker: [...octavo, ...command], root, wrap: image.wrap(root) };
  });
});

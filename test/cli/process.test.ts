import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { findFreePort } from '@octavo/temporal-server';
import { definitionOf, echo, TestFolder, waiting } from './support/definitions';
import { isAlive, type OctavoProcess, processesBelow, startOctavo } from './support/octavo-process';

const folder = new TestFolder();
afterAll(() => folder.remove());

async function until(condition: () => boolean, octavo: OctavoProcess): Promise<void> {
  while (!condition() && octavo.child.exitCode === null) await sleep(20);
}

/** Those that are still there after a while: the shell that watches the server sees our end a moment after it. */
async function leftOf(pids: readonly number[]): Promise<readonly number[]> {
  for (let waits = 0; waits < 600 && pids.some(isAlive); waits += 1) await sleep(50);
  return pids.filter(isAlive);
}

it('dev ends with 2 where its metrics cannot be shown', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const { port } = taken.address() as AddressInfo;
  const [own, ui] = [await findFreePort(), await findFreePort()];
  const args = ['dev', '--memory', '--port', `${own}`, '--ui-port', `${ui}`];
  const octavo = startOctavo(args, { OCTAVO_METRICS: `127.0.0.1:${port}` });
  expect(await octavo.ended).toBe(2);
  taken.close();
  expect(octavo.stderr()).toMatch(/CONFIG_INVALID: metrics: .* cannot be used: .*[Aa]ddress already in use/);
});

describe('run with a server of its own', () => {
  it('writes one JSON object and nothing else, and leaves no process behind', async () => {
    const octavo = startOctavo(['run', folder.write('echo.yaml', echo), '--json', '--input', '[1]']);
    let below: readonly number[] = [];
    await until(() => {
      below = [...new Set([...below, ...processesBelow(octavo.child.pid ?? 0)])];
      return false;
    }, octavo);
    expect(await octavo.ended).toBe(0);
    expect(JSON.parse(octavo.stdout())).toMatchObject({ status: 'SUCCESS', output: { got: [1] } });
    expect(octavo.stderr()).toBe('');
    expect(below.length).toBeGreaterThan(0);
    expect(await leftOf(below)).toEqual([]);
  });

  it('shows what `log` tasks write, attempts that fail, and where the Temporal UI has the run', async () => {
    const text = definitionOf(
      'noisy',
      '{ id: say, type: basic, action: log, with: { message: hear hear } }',
      '{ id: list, type: basic, action: shell.run, with: { command: [ls] }, onError: [{ then: end }] }',
    );
    const octavo = startOctavo(['run', folder.write('noisy.yaml', text)]);
    expect(await octavo.ended).toBe(0);
    expect(octavo.stderr()).toMatch(/http:\/\/127\.0\.0\.1:\d+\/namespaces\/default\/workflows\/noisy-/);
    expect(octavo.stderr()).toContain('INFO hear hear\n');
    expect(octavo.stderr()).toMatch(/^WARN Activity failed: SHELL_FORBIDDEN: .* {2}task=list attempt=1$/m);
    expect(octavo.stderr()).not.toContain('Worker state changed');
  });

  it('cancels at Ctrl-C, ends with 1, and leaves no process behind', async () => {
    const octavo = startOctavo(['run', folder.write('waiting.yaml', waiting)]);
    await until(() => octavo.stderr().includes('/workflows/waiting-'), octavo);
    const below = processesBelow(octavo.child.pid ?? 0);
    octavo.child.kill('SIGINT');
    expect(await octavo.ended).toBe(1);
    expect(octavo.stdout()).toContain('⊘ CANCELED');
    expect(below.length).toBeGreaterThan(0);
    expect(await leftOf(below)).toEqual([]);
  });

  it('leaves at once, with 130, at a Ctrl-C before anything runs', async () => {
    const octavo = startOctavo(['run', folder.write('waiting.yaml', waiting)]);
    await until(() => processesBelow(octavo.child.pid ?? 0).length > 0, octavo);
    octavo.child.kill('SIGINT');
    expect(await octavo.ended).toBe(130);
  });

  it('says what to do where there is no Temporal to be had', async () => {
    const octavo = startOctavo(['run', folder.write('echo.yaml', echo)], { OCTAVO_TEMPORAL_CLI: '/no/such/temporal' });
    expect(await octavo.ended).toBe(3);
    expect(octavo.stderr()).toMatch(/TEMPORAL_UNAVAILABLE: OCTAVO_TEMPORAL_CLI is of no use/);
    expect(octavo.stderr()).not.toMatch(/\n\s+at /);
  });
});

describe('a reader that goes away', () => {
  it('is no error', async () => {
    const octavo = startOctavo(['actions', '--json']);
    octavo.child.stdout?.destroy();
    expect(await octavo.ended).toBe(0);
    expect(octavo.stderr()).toBe('');
  });
});

describe('dev', () => {
  it('says where everything is, and stops all of it at Ctrl-C', async () => {
    const [port, uiPort] = [await findFreePort(), await findFreePort()];
    const octavo = startOctavo(['dev', '--memory', '--port', `${port}`, '--ui-port', `${uiPort}`]);
    await until(() => octavo.stderr().includes('octavo start'), octavo);
    const below = processesBelow(octavo.child.pid ?? 0);
    const started = startOctavo(['run', folder.write('echo.yaml', echo), '--json', '--address', `127.0.0.1:${port}`]);
    expect(await started.ended).toBe(0);
    octavo.child.kill('SIGINT');
    expect(await octavo.ended).toBe(0);
    expect(octavo.stderr()).toContain(`http://127.0.0.1:${uiPort}`);
    for (const line of octavo.stderr().trim().split('\n')) expect(JSON.parse(line)).toHaveProperty('msg');
    expect(await leftOf(below)).toEqual([]);
  });
});

import { closeSync, openSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { definitionOf, echo, TestFolder, waiting } from './support/definitions';
import { laptop } from './support/laptop';
import { leftOf, type OctavoProcess, processesBelow, startOctavo, untilStderr } from './support/octavo-process';

const folder = new TestFolder();
afterAll(() => folder.remove());

async function until(condition: () => boolean, octavo: OctavoProcess): Promise<void> {
  while (!condition() && octavo.child.exitCode === null) await sleep(20);
}

/** `octavo` in a folder without a configured server. */
const start = (args: readonly string[], env: NodeJS.ProcessEnv = {}) => startOctavo(args, env, { cwd: folder.path });

describe('run with a server of its own', () => {
  it('writes one JSON object and nothing else, and leaves no process behind', async () => {
    const octavo = start(['run', folder.write('echo.yaml', echo), '--json', '--input', '[1]']);
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

  it('shows the lines of `log` tasks and repeated attempts, and a failure only in the tree', async () => {
    const text = definitionOf(
      'noisy',
      '{ id: say, type: basic, action: log, with: { message: hear hear } }',
      '{ id: lost, type: basic, action: http.request, with: { url: "http://no-such-host.invalid/" }, retry: { maxAttempts: 2, initialInterval: 1ms }, onError: [{ continue: true }] }',
      '{ id: list, type: basic, action: shell.run, with: { command: [ls] } }',
    );
    const octavo = start(['run', folder.write('noisy.yaml', text)]);
    expect(await octavo.ended).toBe(1);
    expect(octavo.stderr()).toContain('INFO hear hear\n');
    expect(octavo.stderr().match(/^WARN .*/gm)).toEqual([
      expect.stringMatching(/^WARN Activity failed: HTTP_UNREACHABLE: .* {2}task=lost attempt=1$/),
    ]);
    expect(octavo.stdout()).toMatch(/✗ list .*SHELL_FORBIDDEN/);
    expect(octavo.stderr()).not.toContain('Worker state changed');
  });

  it('cancels on Ctrl-C, ends with 1, and leaves no process behind', async () => {
    const octavo = start(['run', folder.write('waiting.yaml', waiting)]);
    await untilStderr(octavo, 'waiting-');
    const below = processesBelow(octavo.child.pid ?? 0);
    octavo.child.kill('SIGINT');
    expect(await octavo.ended).toBe(1);
    expect(octavo.stdout()).toContain('⊘ CANCELED');
    expect(below.length).toBeGreaterThan(0);
    expect(await leftOf(below)).toEqual([]);
  });

  it.each([
    ['SIGTERM', 143],
    ['SIGKILL', 'SIGKILL'],
  ] as const)('leaves no process behind on %s, even with running actions, and ends with %s', async (signal, code) => {
    // With this grace time, an orderly end would wait for the action, which never ends.
    const OCTAVO_CONFIG = folder.write('patient.config.yaml', 'limits: { shutdownGrace: 1h }\n');
    const { start: startWith, marks } = laptop(signal, folder, { OCTAVO_CONFIG });
    const hold = `{ id: hold, type: basic, action: laptop.hold, with: ${folder.path}/never }`;
    const octavo = startWith('run', folder.write('endless.yaml', definitionOf('endless', hold)));
    await until(() => marks().length > 0, octavo);
    const below = processesBelow(octavo.child.pid ?? 0);
    octavo.child.kill(signal);
    expect(await octavo.ended).toBe(code);
    expect(octavo.stdout()).toBe('');
    if (signal !== 'SIGKILL')
      expect(octavo.stderr()).toMatch(new RegExp(`INTERRUPTED: Exited on ${signal}; the server .* was stopped`));
    expect(below.length).toBeGreaterThan(0);
    expect(await leftOf(below)).toEqual([]);
  });

  it('exits at once with 130 on Ctrl-C before anything runs', async () => {
    const octavo = start(['run', folder.write('waiting.yaml', waiting)]);
    await until(() => processesBelow(octavo.child.pid ?? 0).length > 0, octavo);
    octavo.child.kill('SIGINT');
    expect(await octavo.ended).toBe(130);
  });

  it('says what to do if no Temporal server can be started', async () => {
    const octavo = start(['run', folder.write('echo.yaml', echo)], { OCTAVO_TEMPORAL_CLI: '/no/such/temporal' });
    expect(await octavo.ended).toBe(3);
    expect(octavo.stderr()).toMatch(/TEMPORAL_UNAVAILABLE: OCTAVO_TEMPORAL_CLI cannot be used/);
    expect(octavo.stderr()).not.toMatch(/\n\s+at /);
  });
});

describe('a reader that closes the pipe', () => {
  it('is not an error', async () => {
    const octavo = start(['actions', '--json']);
    octavo.child.stdout?.destroy();
    expect(await octavo.ended).toBe(0);
    expect(octavo.stderr()).toBe('');
  });

  it('does not change the exit code of a command that fails', async () => {
    const octavo = start(['validate', folder.write('wrong.yaml', 'octavo: 2'), '--json']);
    octavo.child.stdout?.destroy();
    expect(await octavo.ended).toBe(2);
  });
});

it('output that does not fit on a full disk is reported, and the command ends with 3', async () => {
  const full = openSync('/dev/full', 'w');
  const octavo = startOctavo(['actions', '--json'], {}, { stdout: full });
  expect(await octavo.ended).toBe(3);
  closeSync(full);
  expect(octavo.stderr()).toMatch(/^FILE_NOT_WRITABLE: The standard output cannot be written: ENOSPC.*\n$/);
});

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { echo, TestFolder } from './support/definitions';
import { invoke, jsonOf } from './support/invoke';

const folder = new TestFolder();
const elsewhere = new TestFolder();
afterAll(() => {
  folder.remove();
  elsewhere.remove();
});

const env = { TEMPORAL_CONFIG_FILE: '/nonexistent/temporal.toml' };

describe('octavo config show', () => {
  const file = folder.write(
    'octavo.config.yaml',
    'server:\n  address: temporal:7233\n  apiKey: key-of-file\nstore: redis://ann:pass-word@redis\n',
  );
  mkdirSync(join(folder.path, 'flows'));
  const definition = folder.write('flows/echo.yaml', echo);

  it('prints each field with its value and its source, and no secrets', async () => {
    const { code, stdout } = await invoke(['config', 'show', '--namespace', 'shop'], {
      cwd: join(folder.path, 'flows'),
      env: { ...env, OCTAVO_TASK_QUEUE: 'orders', REDIS_URL: '' },
    });
    expect(code).toBe(0);
    const lines = stdout.split('\n').map((line) => line.split(/ {2,}/));
    expect(lines.slice(0, 3)).toEqual([[`Configuration file ${file}`], [''], ['FIELD', 'VALUE', 'SOURCE']]);
    expect(lines).toEqual(
      expect.arrayContaining([
        ['server.address', 'temporal:7233', '../octavo.config.yaml:2:3'],
        ['server.namespace', 'shop', '--namespace'],
        ['server.apiKey', '***', '../octavo.config.yaml:3:3'],
        ['server.tls.serverCa', 'not set', 'default'],
        ['taskQueue', 'orders', 'OCTAVO_TASK_QUEUE'],
        ['store.redis', 'redis://ann:***@redis', '../octavo.config.yaml:4:1'],
        ['store.ttl', '7d', 'default'],
      ]),
    );
    expect(stdout).not.toMatch(/key-of-file|pass-word/);
  });

  it('prints the same as JSON, also for a definition in another folder', async () => {
    const shown = jsonOf(await invoke(['config', 'show', definition, '--json'], { cwd: elsewhere.path, env }));
    expect(shown).toMatchObject({
      ...{ file, folder: folder.path },
      fields: {
        'server.address': { value: 'temporal:7233', source: 'file', place: `${file}:2:3` },
        'server.profile': { value: null, source: 'default', place: null },
      },
    });
  });

  it('reports that there is no file, and where local state is', async () => {
    const { stdout } = await invoke(['config', 'show'], { cwd: elsewhere.path, env });
    expect(stdout).toContain(`No octavo.config.yaml; local state is in ${elsewhere.path}\n`);
    expect(jsonOf(await invoke(['config', 'show', '--json'], { cwd: elsewhere.path, env }))).toMatchObject({
      file: null,
    });
  });

  it('ends with the server that commands use, even if it does not answer', async () => {
    const shown = await invoke(['config', 'show'], { cwd: folder.path, env });
    expect(shown.stdout).toMatch(
      /\n\nServer in use: temporal:7233, namespace default, task queue octavo \(as configured\)\n$/,
    );
    expect(jsonOf(await invoke(['config', 'show', '--json'], { cwd: folder.path, env }))).toHaveProperty('server', {
      ...{ address: 'temporal:7233', namespace: 'default', taskQueue: 'octavo', namedBy: 'configuration' },
    });
    const { stdout } = await invoke(['config', 'show'], { cwd: elsewhere.path, env });
    expect(stdout).toMatch(/\n\nServer in use: none is configured, .* 127\.0\.0\.1:7233\.\n$/);
  });

  it('warns about unknown variables that look like Octavo variables', async () => {
    const misspelt = { ...env, OCTAVO_LOG_LVL: 'debug', OCTAVO_SECRET_TOKEN: 'a' };
    expect(await invoke(['config', 'show', '--json'], { cwd: elsewhere.path, env: misspelt })).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^\{/),
      stderr: 'warning  Octavo has no variable OCTAVO_LOG_LVL, so it has no effect; nearest is OCTAVO_LOG_LEVEL.\n',
    });
  });

  it('refuses a configuration with mistakes like other commands', async () => {
    const wrong = ['--config', elsewhere.write('wrong.yaml', 'taskQueu: a\nstore: 5\n'), '--address', ''];
    const ofShow = await invoke(['config', 'show', ...wrong], { env });
    expect(ofShow).toEqual(await invoke(['ls', ...wrong], { env }));
    expect(ofShow).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('nearest is "taskQueue"') });
    expect(ofShow.stderr).toContain('command line --address: expected host:port');
    expect(jsonOf(await invoke(['config', 'show', ...wrong, '--json'], { env }))).toEqual({
      error: { code: 'CONFIG_INVALID', message: expect.any(String), details: { problems: expect.any(Array) } },
    });
  });
});

describe('the configuration of a definition', () => {
  const wrong = new TestFolder();
  wrong.write('octavo.config.yaml', 'taskQueue: 5\n');
  mkdirSync(join(wrong.path, 'flows'));
  const definition = wrong.write('flows/echo.yaml', echo);
  afterAll(() => wrong.remove());

  it.each([['run'], ['start'], ['validate'], ['graph']])('is searched beside it and above by %s', async (command) => {
    const { code, stderr } = await invoke([command, definition], { cwd: elsewhere.path, env });
    expect([code, stderr]).toEqual([2, expect.stringContaining(`${wrong.path}/octavo.config.yaml:1:1 taskQueue`)]);
  });

  it('is searched in the working directory if the definition comes from the standard input', async () => {
    const invocation = await invoke(['validate', '-'], { cwd: elsewhere.path, env, stdin: echo });
    expect(invocation.code).toBe(0);
    const inFolder = await invoke(['validate', '-'], { cwd: join(wrong.path, 'flows'), env, stdin: echo });
    expect(inFolder).toMatchObject({ code: 2, stderr: expect.stringContaining('taskQueue') });
  });

  it('is separate for each folder of several files', async () => {
    const files = ['a', 'b'].map((name) => {
      mkdirSync(join(elsewhere.path, name));
      elsewhere.write(`${name}/octavo.config.yaml`, 'actions: [actions.js]\n');
      const library = JSON.stringify(require.resolve('@octavo/activities/actions'));
      const zod = JSON.stringify(require.resolve('zod'));
      elsewhere.write(
        `${name}/actions.js`,
        `const { defineAction } = require(${library});\nconst { z } = require(${zod});\nmodule.exports = defineAction({ name: 'of.${name}', input: z.any(), output: z.any(), run: (input) => input });\n`,
      );
      return elsewhere.write(`${name}/own.yaml`, echo.replace('transform', `of.${name}`));
    });
    expect(jsonOf(await invoke(['validate', ...files, '--json'], { cwd: elsewhere.path, env }))).toEqual([]);
  });
});

it('an empty variable does not override the address of the file', async () => {
  const config = elsewhere.write('server.yaml', 'server: { address: "127.0.0.1:1" }\n');
  const { code, stderr } = await invoke(['ls', '--config', config], { env: { ...env, TEMPORAL_ADDRESS: '' } });
  expect([code, stderr]).toEqual([3, expect.stringContaining('The Temporal server at 127.0.0.1:1')]);
});

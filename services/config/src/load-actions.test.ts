import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { formatConfigProblem } from './config-problem';
import { loadActions } from './load-actions';
import { loadConfig } from './load-config';
import { folderWith } from './temporary-folder.fixture';

const library = require.resolve('@octavo/activities/actions');

function commonJs(body: string): string {
  return `const { defineAction } = require(${JSON.stringify(library)});\nconst { z } = require(${JSON.stringify(require.resolve('zod'))});\n${body}`;
}

function action(name: string): string {
  return `defineAction({ name: '${name}', input: z.any(), output: z.any(), run: (input) => input })`;
}

describe('loadActions', () => {
  it('loads every action that a file exports, alone, in lists and by default', async () => {
    const folder = folderWith({
      'many.js': commonJs(`exports.a = ${action('my.a')}; exports.list = [${action('my.b')}]; exports.other = 1;`),
      'one.cjs': commonJs(`module.exports = ${action('my.c')};`),
    });
    const result = await loadActions([join(folder, 'many.js'), join(folder, 'one.cjs')]);
    expect('actions' in result && result.actions.map(({ name }) => name)).toEqual(['my.a', 'my.b', 'my.c']);
  });

  it.each([
    ['ends the process', 'process.exit(0)', 'cannot be loaded: it ends the process: process.exit(0)'],
    ['throws a value without text', 'throw Object.create(null)', 'cannot be loaded: A value without text was thrown.'],
    [
      'has a list that throws when it is read',
      'exports.default = new Proxy({ a: 1 }, { get() { throw new Error("no luck"); } })',
      'its exports cannot be read: no luck',
    ],
    ['has a getter that throws', 'exports.b = { get kind() { throw 1; } }', 'its exports cannot be read: 1'],
  ])('rejects a file that %s', async (_what, text, message) => {
    const { exit } = process;
    const file = join(folderWith({ 'odd.js': text }), 'odd.js');
    expect(await loadActions([file])).toEqual({ problems: [{ source: file, path: '', message }] });
    expect(process.exit).toBe(exit);
  });

  it('rejects a file whose loading does not end, by its name', () => {
    const folder = folderWith({ 'endless.mjs': 'await new Promise(() => {});' });
    // jest has no import().
    const program = `const { loadActions } = require(${JSON.stringify(require.resolve('./load-actions'))});
      const alive = setInterval(() => {}, 1000);
      loadActions(['${folder}/endless.mjs'], { timeLimitMs: 50 }).then((result) => {
        console.log(JSON.stringify(result));
        clearInterval(alive);
        process.exit(7);
      });`;
    const { stdout, status } = spawnSync(process.execPath, ['--import', 'tsx', '-e', program], {
      encoding: 'utf8',
      timeout: 60_000,
    });
    const message = expect.stringMatching(/^cannot be loaded: it is not loaded after 0.05 s; a top-level await/);
    expect(JSON.parse(stdout)).toEqual({ problems: [{ source: `${folder}/endless.mjs`, path: '', message }] });
    expect(status).toBe(7);
  });

  it('reports every file that cannot be loaded or has no action', async () => {
    const folder = folderWith({ 'broken.js': 'throw new Error("no luck")', 'empty.js': 'exports.a = 1' });
    const files = ['broken.js', 'empty.js', 'missing.js'].map((name) => join(folder, name));
    expect(await loadActions(files)).toEqual({
      problems: [
        expect.objectContaining({ source: files[0], message: 'cannot be loaded: no luck' }),
        expect.objectContaining({ source: files[1], message: 'exports no action' }),
        expect.objectContaining({ source: files[2], message: 'there is no such file' }),
      ],
    });
  });

  it('names the line of the configuration with a missing file', async () => {
    const cwd = folderWith({
      'octavo.config.yaml': 'actions:\n  - one.cjs\n  - nofile.ts\n',
      'one.cjs': commonJs(`module.exports = ${action('my.c')};`),
    });
    const loaded = await loadConfig({ cwd, env: { TEMPORAL_CONFIG_FILE: '/nonexistent/temporal.toml' } });
    if ('problems' in loaded) throw new Error(JSON.stringify(loaded.problems));
    const result = await loadActions(loaded.config.actions, loaded);
    expect('problems' in result && result.problems.map(formatConfigProblem)).toEqual([
      `${cwd}/octavo.config.yaml:3:5 actions[1]: there is no file ${cwd}/nofile.ts`,
    ]);
  });
});

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
  it('takes every action that a file exports, alone, in lists and by default', async () => {
    const folder = folderWith({
      'many.js': commonJs(`exports.a = ${action('my.a')}; exports.list = [${action('my.b')}]; exports.other = 1;`),
      'one.cjs': commonJs(`module.exports = ${action('my.c')};`),
    });
    const result = await loadActions([join(folder, 'many.js'), join(folder, 'one.cjs')]);
    expect('actions' in result && result.actions.map(({ name }) => name)).toEqual(['my.a', 'my.b', 'my.c']);
  });

  it('tells of every file that cannot be loaded or has no action', async () => {
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

  it('names the line of the configuration that names a file which is not there', async () => {
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

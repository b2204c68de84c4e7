import { join } from 'node:path';
import { loadActions } from './load-actions';
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
        expect.objectContaining({ source: files[2], message: expect.stringMatching(/Cannot find module/) }),
      ],
    });
  });
});

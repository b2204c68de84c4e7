import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createSecrets } from './secrets';
import { folderWith } from './temporary-folder.fixture';

describe('createSecrets', () => {
  it('reads variables with the prefix, and removes it from the names', () => {
    const secrets = createSecrets({ env: 'S_' }, { S_TOKEN: 'abc', S_: 'x', OTHER: 'y', S_EMPTY: '' });
    expect(secrets.resolve('TOKEN')).toBe('abc');
    expect([secrets.resolve('OTHER'), secrets.resolve('EMPTY'), secrets.resolve('toString')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(secrets.values()).toEqual(['abc']);
  });

  it('reads only the listed variables', () => {
    const secrets = createSecrets({ env: ['TOKEN'] }, { TOKEN: 'abc', OTHER: 'y' });
    expect(secrets.resolve('TOKEN')).toBe('abc');
    expect(secrets.resolve('OTHER')).toBeUndefined();
  });

  it('reads files each time, without the last line break, and keeps older values masked', () => {
    const folder = folderWith({ TOKEN: 'first\n' });
    const secrets = createSecrets({ env: false, files: folder }, {});
    expect(secrets.values()).toEqual(['first']);
    writeFileSync(join(folder, 'TOKEN'), 'second\n');
    expect(secrets.resolve('TOKEN')).toBe('second');
    expect(secrets.values()).toEqual(['first', 'second']);
  });

  it('never leaves its folder', () => {
    const folder = folderWith({ 'secrets/TOKEN': 'abc', passwd: 'root' });
    symlinkSync(join(folder, 'passwd'), join(folder, 'secrets', 'LINK'));
    const secrets = createSecrets({ env: false, files: join(folder, 'secrets') }, {});
    expect(['../passwd', 'LINK', '..', '/etc/passwd'].map((name) => secrets.resolve(name))).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect(secrets.resolve('TOKEN')).toBe('abc');
  });

  it('reads a file when the variable of that name is empty', () => {
    const secrets = createSecrets({ env: 'S_', files: folderWith({ TOKEN: 'file', OTHER: 'x' }) }, { S_TOKEN: '' });
    expect(secrets.resolve('TOKEN')).toBe('file');
  });

  it('reads no variables when the environment is turned off', () => {
    expect(createSecrets({ env: false }, { false: 'a', OCTAVO_SECRET_A: 'b' }).values()).toEqual([]);
  });

  it('names the variable or the file of a missing secret', () => {
    const advise = (...[config]: Parameters<typeof createSecrets>): string | undefined =>
      createSecrets(config, {}).advise?.('KEY');
    const variable = (name: string): string =>
      `set the variable ${name} in the environment of the worker and restart the worker`;
    const file = 'write it into the file /run/secrets/KEY';
    expect(advise({ env: 'S_' }, {})).toBe(variable('S_KEY'));
    expect(advise({ env: ['KEY'] }, {})).toBe(variable('KEY'));
    expect(advise({ env: 'S_', files: '/run/secrets' }, {})).toBe(`${variable('S_KEY')}, or ${file}`);
    expect(advise({ env: ['OTHER'], files: '/run/secrets' }, {})).toBe(file);
    expect(advise({ env: ['OTHER'] }, {})).toMatch(/^list it in `secrets.env`/);
    expect(advise({ env: false }, {})).toMatch(/^allow it by `secrets`/);
  });

  it('has no secrets when the folder is missing', () => {
    expect(createSecrets({ env: false, files: '/nonexistent' }, {}).values()).toEqual([]);
  });
});

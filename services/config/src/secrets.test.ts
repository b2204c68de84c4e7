import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createSecrets } from './secrets';
import { folderWith } from './temporary-folder.fixture';

describe('createSecrets', () => {
  it('takes variables with the prefix, without it', () => {
    const secrets = createSecrets({ env: 'S_' }, { S_TOKEN: 'abc', S_: 'x', OTHER: 'y', S_EMPTY: '' });
    expect(secrets.resolve('TOKEN')).toBe('abc');
    expect([secrets.resolve('OTHER'), secrets.resolve('EMPTY'), secrets.resolve('toString')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(secrets.values()).toEqual(['abc']);
  });

  it('takes the variables that are listed, and no other', () => {
    const secrets = createSecrets({ env: ['TOKEN'] }, { TOKEN: 'abc', OTHER: 'y' });
    expect(secrets.resolve('TOKEN')).toBe('abc');
    expect(secrets.resolve('OTHER')).toBeUndefined();
  });

  it('reads files anew, without the last line break, and keeps older values masked', () => {
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

  it('takes a file where the variable of that name is empty', () => {
    const secrets = createSecrets({ env: 'S_', files: folderWith({ TOKEN: 'file', OTHER: 'x' }) }, { S_TOKEN: '' });
    expect(secrets.resolve('TOKEN')).toBe('file');
  });

  it('reads no variable where the environment is turned off', () => {
    expect(createSecrets({ env: false }, { false: 'a', OCTAVO_SECRET_A: 'b' }).values()).toEqual([]);
  });

  it('advises on the variable or the file that a missing secret would be in', () => {
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

  it('has none where the folder is not there', () => {
    expect(createSecrets({ env: false, files: '/nonexistent' }, {}).values()).toEqual([]);
  });
});

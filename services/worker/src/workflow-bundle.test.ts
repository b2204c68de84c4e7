import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { workflowBundle } from './workflow-bundle';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'octavo-bundle-'));
});
afterEach(() => {
  delete process.env['OCTAVO_CACHE'];
  delete process.env['XDG_CACHE_HOME'];
  rmSync(folder, { recursive: true });
});

describe("the bundle of Octavo's workflows", () => {
  it('is cached in OCTAVO_CACHE, or in XDG_CACHE_HOME, and reused', async () => {
    process.env['OCTAVO_CACHE'] = join(folder, 'octavo');
    const bundle = await workflowBundle();
    const [name = ''] = readdirSync(join(folder, 'octavo/bundles'));
    const codePath = join(folder, 'octavo/bundles', name);
    expect(bundle).toEqual({ codePath });
    const { ino } = statSync(codePath);
    // An empty variable counts as not set.
    Object.assign(process.env, { OCTAVO_CACHE: '', XDG_CACHE_HOME: folder });
    expect(await workflowBundle()).toEqual({ codePath });
    expect(statSync(codePath).ino).toBe(ino);
  });

  it('names its sources without the folder of the project, because other projects use it too', async () => {
    const bundle = await workflowBundle({ cacheFolder: folder });
    const code = readFileSync('codePath' in bundle ? bundle.codePath : '', 'utf8');
    const map = Buffer.from(code.slice(code.lastIndexOf('base64,') + 'base64,'.length), 'base64').toString();
    const { sources } = JSON.parse(map) as { readonly sources: readonly string[] };
    expect(sources).toEqual(expect.arrayContaining(['workflows/run/octavo-run.ts', 'node_modules/long/umd/index.js']));
    expect(sources.filter((source) => isAbsolute(source) || source.startsWith('..'))).toEqual([]);
  });

  it('stays in memory when the cache cannot be written', async () => {
    // Not even root can create anything below a file.
    writeFileSync(join(folder, 'file'), '');
    const bundle = await workflowBundle({ cacheFolder: join(folder, 'file') });
    expect(bundle).toEqual({ code: expect.stringContaining('octavoRun') });
  });
});

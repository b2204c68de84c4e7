import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { type PlantedTree, plantTree } from './planted-tree';
import { ROOT } from './source-files';

const HOST = 'process.exit(0);\nBuffer.from([]);\nsetTimeout(() => undefined, 1);\nfetch("x");\nexport {};\n';

function typecheck(root: string): string {
  const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
  return spawnSync(process.execPath, [tsc, '-p', root], { encoding: 'utf8' }).stdout;
}

describe('the types of orchestrators', () => {
  let tree: PlantedTree | undefined;
  afterEach(() => tree?.remove());

  it('know no Node and no browser, whatever the orchestrators import', () => {
    const tsconfig = {
      extends: join(ROOT, 'orchestrators/tsconfig.json'),
      include: ['./host.ts', join(ROOT, 'orchestrators/index.ts')],
    };
    tree = plantTree({ 'host.ts': HOST, 'tsconfig.json': JSON.stringify(tsconfig) });
    const output = typecheck(tree.root);
    for (const name of ['process', 'Buffer', 'setTimeout', 'fetch'])
      expect(output).toContain(`Cannot find name '${name}'`);
  });
});

import { join, resolve } from 'node:path';
import { buildPackages } from './build-packages';
import { runBuild } from './run-build';
import { ROOT } from './workspaces';

// `npm run build [-- folder]`: the publishable packages.
runBuild(async () => {
  const output = resolve(process.argv[2] ?? join(ROOT, 'dist/packages'));
  const packages = await buildPackages(output);
  return `${packages.length} packages in ${output}`;
});

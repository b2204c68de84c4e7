import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundlerOptionsFor, workflowBundle } from '@octavo/worker';
import { type BundleOptions, bundleWorkflowCode } from '@temporalio/worker';
import { rememberServer } from './started-servers';
import { simulationWorkflowsPath, testBundles } from './test-bundles';

type WebpackConfiguration = Parameters<NonNullable<BundleOptions['webpackConfigHook']>>[0];

const ROOT = join(__dirname, '../..');
const COUNTED = [join(ROOT, 'workflows'), join(ROOT, 'services/migration')];
const INSTRUMENT = join(__dirname, 'workflow-coverage/instrument-loader.cjs');

/** Bundles the workflow code of the tests, once for all of them. */
export async function bundleWorkflows(): Promise<void> {
  const missing = testBundles.filter(([variable]) => !process.env[variable]);
  if (missing.length === 0) return;
  const folder = await mkdtemp(join(tmpdir(), 'octavo-bundles-'));
  rememberServer({ stop: () => rm(folder, { recursive: true, force: true }) });
  if (process.env['OCTAVO_COVERAGE']) process.env['OCTAVO_TEST_COVERAGE'] = folder;
  for (const [variable, workflowsPath] of missing) {
    // Counters would make simulations many times slower.
    const isCounted = process.env['OCTAVO_COVERAGE'] && workflowsPath !== simulationWorkflowsPath;
    const code = isCounted ? await bundleWithCounters(workflowsPath) : await bundle(workflowsPath);
    const path = join(folder, `${variable}.js`);
    await writeFile(path, code);
    process.env[variable] = path;
  }
}

async function bundle(workflowsPath: string): Promise<string> {
  const made = await workflowBundle({ workflowsPath });
  return 'code' in made ? made.code : await readFile(made.codePath, 'utf8');
}

/** The same with counters in what runs in the sandbox alone; what they say is collected in `OCTAVO_TEST_COVERAGE`. */
async function bundleWithCounters(workflowsPath: string): Promise<string> {
  const { code } = await bundleWorkflowCode({
    ...bundlerOptionsFor(workflowsPath),
    webpackConfigHook: countWorkflows,
    logger: silent,
  });
  return code;
}

/** The rule for TypeScript leaves what is counted to our loader. */
function countWorkflows(config: WebpackConfiguration): WebpackConfiguration {
  const rules = (config.module?.rules ?? []).map((rule) =>
    isForTypeScript(rule) ? { ...rule, exclude: [/node_modules/, ...COUNTED] } : rule,
  );
  const instrument = { test: /\.ts$/, include: COUNTED, use: INSTRUMENT };
  return { ...config, module: { ...config.module, rules: [...rules, instrument] } };
}

function isForTypeScript(rule: unknown): rule is object {
  return (
    typeof rule === 'object' && rule !== null && 'test' in rule && rule.test instanceof RegExp && rule.test.test('x.ts')
  );
}

const ignore = (): void => undefined;
const silent = { log: ignore, trace: ignore, debug: ignore, info: ignore, warn: ignore, error: ignore };

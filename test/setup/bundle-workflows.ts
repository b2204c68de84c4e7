import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundlerOptions, workflowBundle } from '@octavo/worker';
import { type BundleOptions, bundleWorkflowCode } from '@temporalio/worker';
import { rememberServer } from './started-servers';

type WebpackConfiguration = Parameters<NonNullable<BundleOptions['webpackConfigHook']>>[0];

const WORKFLOWS = join(__dirname, '../../workflows');
const INSTRUMENT = join(__dirname, 'workflow-coverage/instrument-loader.cjs');

/** Bundles the workflow code once for all tests: `OCTAVO_TEST_BUNDLE` is the path of the bundle. */
export async function bundleWorkflows(): Promise<void> {
  if (process.env['OCTAVO_TEST_BUNDLE']) return;
  const bundle = process.env['OCTAVO_COVERAGE'] ? { codePath: await bundleWithCounters() } : await workflowBundle();
  if ('codePath' in bundle) process.env['OCTAVO_TEST_BUNDLE'] = bundle.codePath;
}

/** The same bundle with counters in `workflows`; what they say is collected in the folder `OCTAVO_TEST_COVERAGE`. */
async function bundleWithCounters(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'octavo-coverage-'));
  rememberServer({ stop: () => rm(folder, { recursive: true, force: true }) });
  const { code } = await bundleWorkflowCode({
    workflowsPath: require.resolve('@octavo/workflows'),
    ...bundlerOptions,
    webpackConfigHook: instrumentWorkflows,
    logger: silent,
  });
  process.env['OCTAVO_TEST_COVERAGE'] = folder;
  const path = join(folder, 'workflow-bundle.js');
  await writeFile(path, code);
  return path;
}

/** The rule for TypeScript leaves `workflows` to our loader. */
function instrumentWorkflows(config: WebpackConfiguration): WebpackConfiguration {
  const rules = (config.module?.rules ?? []).map((rule) =>
    isForTypeScript(rule) ? { ...rule, exclude: [/node_modules/, WORKFLOWS] } : rule,
  );
  const instrument = { test: /\.ts$/, include: WORKFLOWS, use: INSTRUMENT };
  return { ...config, module: { ...config.module, rules: [...rules, instrument] } };
}

function isForTypeScript(rule: unknown): rule is object {
  return (
    typeof rule === 'object' && rule !== null && 'test' in rule && rule.test instanceof RegExp && rule.test.test('x.ts')
  );
}

const ignore = (): void => undefined;
const silent = { log: ignore, trace: ignore, debug: ignore, info: ignore, warn: ignore, error: ignore };

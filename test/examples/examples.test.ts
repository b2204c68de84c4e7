import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { type CliWorker, startCliWorker } from '../cli/support/cli-worker';
import { invoke, type Invocation, jsonOf, ROOT } from '../cli/support/invoke';
import { configArguments, type ExpectedCase, readExpectedFiles } from './expected-case';

const EXAMPLES = join(ROOT, 'examples');
const files = readExpectedFiles(EXAMPLES);

interface Output {
  readonly status: string | null;
  readonly output: unknown;
  readonly error: { readonly code: string } | null;
  readonly tasks: Readonly<Record<string, { readonly status: string }>>;
}

/** One for each configuration. */
const workers = new Map<string | undefined, Promise<CliWorker>>();
afterAll(async () => {
  for (const worker of workers.values()) await (await worker).stop();
});

function workerFor(config: string | undefined): Promise<CliWorker> {
  const worker = workers.get(config) ?? startCliWorker(config === undefined ? {} : { OCTAVO_CONFIG: config });
  workers.set(config, worker);
  return worker;
}

describe.each(files)('$definition', ({ definition, cases }) => {
  const config = configArguments(definition);
  let worker: CliWorker;

  beforeAll(async () => {
    worker = await workerFor(config[1]);
  });

  it('has no problem, not even a warning', async () => {
    expect(jsonOf(await invoke(['validate', definition, '--json', ...config]))).toEqual([]);
  });

  it.each(cases)('$case', async (expected) => {
    const ended = await (expected.signals === undefined
      ? run(definition, expected)
      : startAndSignal(definition, expected));
    const { status, output, error, tasks } = jsonOf(ended) as Output;
    expect({ code: ended.code, status, error: error?.code }).toEqual({
      code: expected.exitCode ?? 0,
      status: expected.status,
      error: expected.error,
    });
    if ('output' in expected) expect(output).toEqual(expected.output);
    for (const [path, wanted] of Object.entries(expected.tasks ?? {}))
      expect([path, tasks[path]?.status]).toEqual([path, wanted]);
  });

  function run(file: string, { input = {} }: ExpectedCase): Promise<Invocation> {
    return invoke(['run', file, '--json', '--input', '-', ...config], {
      env: worker.env,
      stdin: JSON.stringify(input),
    });
  }

  async function startAndSignal(file: string, { input = {}, signals = [] }: ExpectedCase): Promise<Invocation> {
    const { env } = worker;
    const started = await invoke(['start', file, '--json', '--input', JSON.stringify(input), ...config], { env });
    const { workflowId } = jsonOf(started) as { workflowId: string };
    for (const { name, sender, payload } of signals) {
      const from = sender === undefined ? [] : ['--sender', sender];
      await invoke(['signal', workflowId, name, '--payload', JSON.stringify(payload), ...from], { env });
    }
    return invoke(['result', workflowId, '--json'], { env });
  }
});

it('every example has its expected output beside it', () => {
  const definitions = readdirSync(EXAMPLES, { recursive: true, encoding: 'utf8' })
    .filter(
      (name) => name.endsWith('.yaml') && !name.endsWith('octavo.config.yaml') && !name.startsWith('dependency-audit'),
    )
    .sort();
  expect(files.map(({ definition }) => relative(EXAMPLES, definition))).toEqual(definitions);
});

import { readFile } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import type { OctavoActivities } from '@octavo/activities';
import type { BESIDE_MARK } from '@octavo/workflows/beside-workflows';
import { defaultPayloadConverter, type Payload, type PayloadConverter } from '@temporalio/common';
import type { CompiledWorkerOptions, WorkflowBundleOption } from '@temporalio/worker';
import { activityNames } from '../temporal-options';

const mark: typeof BESIDE_MARK = 'octavo-beside-workflows';

/** JSON values of every kind. */
const sample = { text: 'ö', list: [1.5, true, null, {}] };

/** All options of a worker that are incompatible with Octavo, one sentence each. */
export async function problemsOfWorker(
  options: CompiledWorkerOptions,
  { activities, sinks }: { readonly activities: OctavoActivities; readonly sinks: object },
): Promise<string[]> {
  const taken = activityNames.filter((name) => options.activities.get(name) !== activities[name]);
  return [
    ...problemsOfPlugins(options),
    ...taken.map((name) => `The worker has its own activity "${name}", but Octavo uses this name: rename it.`),
    ...(options.sinks?.['octavo'] === Reflect.get(sinks, 'octavo')
      ? []
      : ['The worker has its own sinks "octavo", but Octavo uses this name: rename them.']),
    ...(options.reuseV8Context
      ? []
      : ['The worker has `reuseV8Context: false`, with which Octavo cannot add its workflows: remove the option.']),
    ...problemsOfConverter(options.loadedDataConverter.payloadConverter),
    ...(await problemsOfBundle(options.workflowBundle)),
  ];
}

function problemsOfPlugins({ plugins = [] }: CompiledWorkerOptions): string[] {
  const count = plugins.filter(({ name }) => name === 'OctavoPlugin').length;
  if (count < 2) return [];
  return [`The worker has OctavoPlugin ${count} times: pass it once, to the worker or to its connection.`];
}

/** Octavo's workflow code always reads and writes JSON, so the team's payload converter must do so too. */
function problemsOfConverter(converter: PayloadConverter): string[] {
  const usual = defaultPayloadConverter.toPayload(sample);
  if (usual !== undefined && isDeepStrictEqual(readWith(converter, usual), sample) && writesJson(converter)) return [];
  return [
    'The payload converter of the worker does not read and write JSON as `json/plain`, which Octavo needs: ' +
      'use the `JsonPayloadConverter` of @temporalio/common for plain JSON, or run Octavo in a separate worker.',
  ];
}

function writesJson(converter: PayloadConverter): boolean {
  try {
    return isDeepStrictEqual(defaultPayloadConverter.fromPayload(converter.toPayload(sample)), sample);
  } catch {
    return false;
  }
}

function readWith(converter: PayloadConverter, payload: Payload): unknown {
  try {
    return converter.fromPayload(payload);
  } catch {
    return undefined;
  }
}

async function problemsOfBundle(bundle: WorkflowBundleOption | undefined): Promise<string[]> {
  if (bundle === undefined) return [];
  const code = 'code' in bundle ? bundle.code : await readFile(bundle.codePath);
  if (code.includes(mark)) return [];
  return [
    "The bundle of the workflow code does not contain Octavo's workflows: make it with " +
      '`bundleWorkflowCode({ …, plugins: [new OctavoPlugin()] })`.',
  ];
}

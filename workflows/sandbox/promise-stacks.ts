import { workflowInfo } from '@temporalio/workflow';
import { isOctavoType } from './workflow-types';

// For the query `__stack_trace`, the SDK captures a stack trace of every promise that a workflow creates. The engine creates
// many promises, and each trace costs more than a pure task: without traces, ten pure tasks take a third of the time, and
// an idle run uses half of the memory. The SDK has no option to turn this off. But it reads the sandbox's globals only
// through `Promise.constructor`, which it calls to compile a text. We replace that function: it returns the same values,
// except for an Error class without stack traces. Errors that are thrown keep their stack traces.

/** The texts that the SDK compiles, and what they return. All other texts are compiled as before. */
const answers: Readonly<Record<string, () => unknown>> = {
  'return globalThis.__TEMPORAL_ACTIVATOR__': (): unknown => Reflect.get(globalThis, '__TEMPORAL_ACTIVATOR__'),
  'return globalThis.Error': () => (hasStacks() ? Error : ErrorWithoutStack),
};

let hasStacks = (): boolean => false;

/** For a bundle that also has a team's workflows: those keep stack traces, so that `__stack_trace` works for them. */
export function keepStacksOfOthers(): void {
  hasStacks = () => !isOctavoType(workflowInfo().workflowType);
}

class ErrorWithoutStack {
  readonly stack = undefined;
}

/**
 * Only while the sandbox is being created, before its globals are frozen; `preloadModules` of the bundle ensures that. Never
 * in Node, where programs may import workflow code.
 */
if (Object.hasOwn(globalThis, '__TEMPORAL__') && Object.isExtensible(Promise)) {
  const compile = Reflect.get(Promise, 'constructor') as (text: string) => unknown;
  const answer = (text: string): unknown => (Object.hasOwn(answers, text) ? answers[text] : compile(text));
  Object.defineProperty(Promise, 'constructor', { value: answer });
}

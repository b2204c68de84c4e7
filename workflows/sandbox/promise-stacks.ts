import { workflowInfo } from '@temporalio/workflow';
import { isOctavoType } from './workflow-types';

// The SDK takes a stack trace of every promise that a workflow makes, for the query `__stack_trace`. An engine makes many
// promises, and each trace costs more than a pure task: without them ten pure tasks take a third of the time, and an
// idle run half of the memory. There is no option for it, but the SDK looks for the sandbox's globals at one place, by
// compiling a text each time: the constructor of the class Promise. What it finds there instead answers the same
// questions, and has an Error class that takes no traces. Errors that are thrown keep theirs.

/** What the SDK compiles, and what it gets. Where it comes to ask anything else, all is as before. */
const answers: Readonly<Record<string, () => unknown>> = {
  'return globalThis.__TEMPORAL_ACTIVATOR__': (): unknown => Reflect.get(globalThis, '__TEMPORAL_ACTIVATOR__'),
  'return globalThis.Error': () => (hasStacks() ? Error : ErrorWithoutStack),
};

let hasStacks = (): boolean => false;

/** For a bundle with workflows of a team: theirs answer `__stack_trace` as without Octavo. */
export function keepStacksOfOthers(): void {
  hasStacks = () => !isOctavoType(workflowInfo().workflowType);
}

class ErrorWithoutStack {
  readonly stack = undefined;
}

/** Only while the sandbox is made, before its globals are frozen: `preloadModules` of the bundle sees to that. Never in Node. */
if (Object.hasOwn(globalThis, '__TEMPORAL__') && Object.isExtensible(Promise)) {
  const compile = Reflect.get(Promise, 'constructor') as (text: string) => unknown;
  const answer = (text: string): unknown => (Object.hasOwn(answers, text) ? answers[text] : compile(text));
  Object.defineProperty(Promise, 'constructor', { value: answer });
}

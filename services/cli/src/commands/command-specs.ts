import type { CommandSpec } from './command-spec';
import { runSpec } from './run/run-spec';
import { validateSpec } from './validate/validate-spec';

/** The commands, in the order of the help. */
export const commandSpecs: readonly CommandSpec[] = [validateSpec, runSpec];

import { builtInActions } from '@octavo/activities/actions';
import { type ActionDeclaration, workflowActions } from '@octavo/orchestrators/definitions';
import { z } from 'zod';
import { type ExitCode, exitCodes } from '../cli-error';
import type { CommandContext } from '../command';
import { loadProject } from '../project/project';
import { formatJson, formatTable } from '../terminal/format';

/** The options of `octavo actions`. */
interface ActionsOptions {
  readonly json?: boolean;
}

/** `octavo actions`: the actions that a definition may name here. */
export async function actions(context: CommandContext<ActionsOptions>): Promise<ExitCode> {
  const { io, options } = context;
  const { ownActions } = await loadProject(context);
  const all = [...workflowActions, ...builtInActions(), ...ownActions].sort((a, b) => (a.name < b.name ? -1 : 1));
  io.stdout.write(options.json === true ? `${formatJson(all.map(toJson))}\n` : `${describe(all).join('\n')}\n`);
  return exitCodes.success;
}

const places: Readonly<Record<ActionDeclaration['kind'], string>> = {
  pure: 'in the workflow',
  activity: 'in an activity',
  command: 'as a workflow command',
};

function describe(all: readonly ActionDeclaration[]): string[] {
  const rows = all.map(({ name, kind, description = '' }) => [name, places[kind], description]);
  return formatTable(['ACTION', 'RUNS', 'WHAT IT DOES'], rows);
}

function toJson(action: ActionDeclaration): object {
  const { name, description, kind, isIdempotent, isShort, input, output } = action;
  const traits = { kind, idempotent: isIdempotent, short: isShort };
  return {
    name,
    description: description ?? null,
    ...traits,
    input: schemaOf(input, 'input'),
    output: schemaOf(output, 'output'),
  };
}

// Parts that JSON Schema cannot express (a transformation, a check in code) are omitted.
function schemaOf(schema: z.ZodType, io: 'input' | 'output'): object {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
}

import type { CommandContext } from '../../command-context';
import { type ExitCode, exitCodes } from '../../exit-codes';
import { loadProject } from '../../project/project';
import { readDefinition } from '../../reading/read-definition';
import { refusedBy } from '../run/refused-by';
import { toMermaid } from './mermaid';

/** `octavo graph FILE`: a definition as a Mermaid flowchart. */
export async function graph(file: string, context: CommandContext): Promise<ExitCode> {
  const { planner } = await loadProject(context, file);
  const { plan, problems } = planner.plan(await readDefinition(file, context.io));
  if (plan === undefined) throw refusedBy('DEFINITION_INVALID', `${file} is not drawn`, file, problems);
  context.io.stdout.write(`${toMermaid(plan)}\n`);
  return exitCodes.success;
}

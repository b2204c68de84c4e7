import { type FieldPath, parseDurationMs } from '@octavo/orchestrators/definitions';
import { limits } from '../limits';
import { valueAt } from '../written-value';
import type { TaskSite } from '../tree/sites';
import type { CheckContext } from './check-context';

/** The limits that are not checked where they are met: the size of `vars`, and how long a wait may be. */
export function checkLimits(context: CheckContext): void {
  const { tree, problems } = context;
  const bytes = Buffer.byteLength(JSON.stringify(tree.definition['vars'] ?? null));
  if (bytes > limits.varsBytes) {
    problems.add({
      at: ['vars'],
      code: 'LIMIT_EXCEEDED',
      message: `limit "vars": ${bytes} bytes, at most ${limits.varsBytes} (1 MiB)`,
    });
  }
  for (const site of tree.sites) for (const at of waitsOf(site, context)) checkWait(site, at, context);
}

function waitsOf(site: TaskSite, { types, problems, surroundingsOf }: CheckContext): readonly FieldPath[] {
  const { node, schema, at } = site;
  const surroundings = surroundingsOf(site);
  const isWaiting = types.ask(at, problems, () => schema.definition.traits(node, surroundings).isWaiting, false);
  if (!isWaiting) return [['delay']];
  const own = types.ask(at, problems, () => schema.definition.expressions(node, surroundings), []);
  return [['delay'], ['timeout'], ...own.filter(({ kind }) => kind === 'duration').map((field) => field.at)];
}

function checkWait(site: TaskSite, at: FieldPath, { problems }: CheckContext): void {
  const text = valueAt(site.node, at);
  const durationMs = typeof text === 'string' ? parseDurationMs(text) : undefined;
  if (durationMs === undefined || durationMs <= limits.waitMs) return;
  problems.add({
    at: [...site.at, ...at],
    code: 'LIMIT_EXCEEDED',
    message: `limit "wait": ${String(text)} is longer than 1 year (365d)`,
  });
}

import { type FieldPath, parseDurationMs } from '@octavo/orchestrators/definitions';
import type { CheckContext } from './check-context';
import { limits, valueAt } from '../limits';
import { formatPath } from '../problem';
import type { TaskSite } from '../tree/sites';

/** Checks that ids are unique in the whole definition. */
export function checkIds({ tree, problems }: CheckContext): void {
  const first = new Map<string, TaskSite>();
  for (const site of tree.sites) {
    const { id } = site.node;
    if (typeof id !== 'string') continue;
    const other = first.get(id);
    if (other === undefined) first.set(id, site);
    else
      problems.add({
        at: [...site.at, 'id'],
        code: 'DUPLICATE_ID',
        message: `the id "${id}" is already used by ${formatPath(other.at)}`,
      });
  }
}

/** Checks the limits that no other check covers: the size of `vars`, and the duration of waits. */
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

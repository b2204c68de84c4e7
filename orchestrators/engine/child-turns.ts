import type { ChildTask, PreparedChild, RecordedChild } from '../contracts/child-task-manager';
import type { ChildRecords } from '../contracts/orchestrator-context';
import { isTerminal } from '../model/outcome';

/** The record of `child` from an earlier execution. */
export function recordedChild(records: ChildRecords, { path }: Pick<ChildTask, 'path'>): RecordedChild {
  const state = records.stateOf(path);
  if (state === undefined) return { kind: 'new' };
  return isTerminal(state.status) ? { kind: 'ended', version: state.version } : { kind: 'begun' };
}

type Children = readonly Pick<PreparedChild, 'recorded' | 'needs'>[];

/**
 * The order in which children are started or resumed: first children that have ended, in the order of their ends; then
 * children that were running; then new children, in the order in which their needs ended. In a first execution this is the order
 * of the list, because replay matches commands by position.
 */
export function indicesInTurn(children: Children): readonly number[] {
  const ended = indicesOf('ended', children).sort((a, b) => endedVersion(children[a]) - endedVersion(children[b]));
  const waiting = indicesOf('new', children);
  if (children.some(({ needs = [] }) => needs.length > 0)) {
    const since = children.map(({ needs = [] }) => Math.max(0, ...needs.map((need) => endedVersion(children[need]))));
    waiting.sort((a, b) => (since[a] ?? 0) - (since[b] ?? 0) || a - b);
  }
  return [...ended, ...indicesOf('begun', children), ...waiting];
}

/** The indices of the needs of a new child that have not ended. */
export function openNeeds(index: number, children: Children): readonly number[] {
  const { recorded, needs = [] } = children[index] ?? { recorded: { kind: 'begun' } };
  return recorded.kind === 'new' ? needs.filter((need) => children[need]?.recorded.kind !== 'ended') : [];
}

function endedVersion(child: Children[number] | undefined): number {
  return child?.recorded.kind === 'ended' ? child.recorded.version : Number.MAX_SAFE_INTEGER;
}

function indicesOf(kind: RecordedChild['kind'], children: Children): number[] {
  return children.flatMap(({ recorded }, index) => (recorded.kind === kind ? [index] : []));
}

import { readdirSync, readFileSync } from 'node:fs';

/**
 * CPU time of this process and its descendants: clients, servers and workers, including ended ones. Undefined if the system
 * does not report it (all but Linux).
 */
export function ownCpuMs(): number | undefined {
  try {
    const processes = readdirSync('/proc').filter(isNumber).flatMap(readProcess);
    return descendantsOf(process.pid, processes).reduce((sum, { cpuMs }) => sum + cpuMs, 0);
  } catch {
    return undefined;
  }
}

interface ProcessTimes {
  readonly pid: number;
  readonly parent: number;
  readonly cpuMs: number;
}

const isNumber = (name: string): boolean => /^\d+$/.test(name);
/** Unit of `/proc/PID/stat` on every system that Node supports. */
const MS_PER_TICK = 10;

/** Fields after the name, which may contain anything: state, parent, …, and from the 12th on user, system, and both of ended children. */
function readProcess(name: string): readonly ProcessTimes[] {
  try {
    const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
    return [{ pid: Number(name), parent: Number(fields[1]), cpuMs: ticks * MS_PER_TICK }];
  } catch {
    return []; // It has just ended.
  }
}

function descendantsOf(pid: number, all: readonly ProcessTimes[]): readonly ProcessTimes[] {
  const own = all.filter((one) => one.pid === pid);
  const children = all.filter(({ parent }) => parent === pid);
  return [...own, ...children.flatMap((child) => descendantsOf(child.pid, all))];
}

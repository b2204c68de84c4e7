import type { RolloutLog } from '../contracts/rollout-log';

/** A log that keeps its lines. */
export class ToldLog implements RolloutLog {
  readonly lines: string[] = [];

  info(message: string): void {
    this.lines.push(`info: ${message}`);
  }

  warn(message: string): void {
    this.lines.push(`warn: ${message}`);
  }
}

/** Resolves when the condition is true; otherwise the test times out. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 5));
}

/** A worker that cannot start, with all problems. */
export class WorkerStartError extends Error {
  /** One sentence each. */
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`The worker cannot start:\n${problems.join('\n')}`);
    this.name = 'WorkerStartError';
    this.problems = problems;
  }
}

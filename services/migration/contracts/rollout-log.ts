/** Where a rollout tells what an operator should know. Temporal's and OpenFeature's loggers are such. */
export interface RolloutLog {
  info(message: string): void;
  warn(message: string): void;
}

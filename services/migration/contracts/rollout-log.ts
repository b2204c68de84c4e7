/** A logger for operators. The loggers of Temporal and OpenFeature fit. */
export interface RolloutLog {
  info(message: string): void;
  warn(message: string): void;
}

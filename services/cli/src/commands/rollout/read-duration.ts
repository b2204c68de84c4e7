import { parseDurationMs } from '@octavo/orchestrators/model';
import { CliError } from '../../cli-error';

/**
 * Reads the duration of an option, in milliseconds.
 *
 * @throws CliError USAGE_INVALID
 */
export function readDuration(option: string, text: string): number {
  const durationMs = parseDurationMs(text);
  if (durationMs !== undefined && durationMs > 0) return durationMs;
  throw new CliError('USAGE_INVALID', `${option} takes a duration, e.g. 90s, 12h or 7d, not "${text}".`);
}

import { CliError } from '../cli-error';

/**
 * Reads the whole number of an option.
 *
 * @throws CliError USAGE_INVALID
 */
export function readWholeNumber(option: string, text: string, [least, most]: readonly [number, number]): number {
  const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (number >= least && number <= most) return number;
  throw new CliError('USAGE_INVALID', `${option} takes a whole number from ${least} to ${most}, not "${text}".`);
}

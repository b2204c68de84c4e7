import { CliError } from '../cli-error';

/**
 * Gives the name as it is.
 *
 * @param what - the option or argument
 * @throws CliError USAGE_INVALID where it is empty: a shell variable that is not set, mostly
 */
export function requireName(what: string, name: string): string {
  if (name.trim() !== '') return name;
  throw new CliError('USAGE_INVALID', `${what} is empty; give a name, or check the variable that it comes from.`);
}

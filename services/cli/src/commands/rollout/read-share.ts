import type { EngineMode } from '@octavo/migration';
import { CliError } from '../../cli-error';

const modes: readonly EngineMode[] = ['legacy', 'shadow', 'new'];

/** @throws CliError USAGE_INVALID */
export function readMode(option: string, text: string): EngineMode {
  const mode = modes.find((candidate) => candidate === text);
  if (mode !== undefined) return mode;
  throw new CliError('USAGE_INVALID', `${option} is legacy, shadow or new, not "${text}".`);
}

/** @throws CliError USAGE_INVALID */
export function readPercent(option: string, text: string): number {
  const number = /^\d{1,3}(\.\d{1,6})?$/.test(text) ? Number(text) : Number.NaN;
  if (number >= 0 && number <= 100) return number;
  throw new CliError('USAGE_INVALID', `${option} takes numbers from 0 to 100, not "${text}".`);
}

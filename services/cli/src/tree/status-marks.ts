import type { TaskStatus } from '@octavo/orchestrators';
import type { Palette } from '../terminal/palette';

/** One character for each status; the one set for every command. */
export const statusMarks: Readonly<Record<TaskStatus, string>> = {
  PENDING: '·',
  RUNNING: '▶',
  WAITING: '◷',
  PAUSED: '‖',
  SUCCESS: '✓',
  FAILED: '✗',
  TIMED_OUT: '✗',
  CANCELED: '⊘',
  SKIPPED: '–',
};

type Colour = 'green' | 'red' | 'yellow' | 'cyan' | 'dim';

const colours: Readonly<Record<TaskStatus, Colour>> = {
  PENDING: 'dim',
  RUNNING: 'cyan',
  WAITING: 'yellow',
  PAUSED: 'yellow',
  SUCCESS: 'green',
  FAILED: 'red',
  TIMED_OUT: 'red',
  CANCELED: 'yellow',
  SKIPPED: 'dim',
};

/** Colours `text` by a status. */
export function paintByStatus(text: string, status: TaskStatus, palette: Palette): string {
  return palette[colours[status]](text);
}

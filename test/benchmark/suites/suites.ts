import { expressions } from './expressions';
import { legacy } from './legacy/legacy';
import { memory } from './memory';
import { parallel } from './parallel';
import { planner } from './planner';
import { pure } from './pure';
import { sequence } from './sequence';
import { startup } from './startup/startup';
import type { Suite } from './suite';

/** Every suite: the one place to register another. */
export const suites: readonly Suite[] = [
  ...[sequence, pure, parallel, expressions, planner, memory, startup],
  legacy, // as long as the old engine exists
];

import type { BasicTask } from '@octavo/orchestrators/language';
import type { PreparedBasic } from '../../contracts/create-state';
import type { Work } from '../task-visit';

/** The work of a basic task. */
export type BasicWork = Work<BasicTask, PreparedBasic>;

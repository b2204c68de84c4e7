import { builtInOrchestrators } from '@octavo/orchestrators';

/** The types that both engines know. A type of your own has only the new one, and no flag. */
export const flaggedTypes: readonly string[] = builtInOrchestrators().types;

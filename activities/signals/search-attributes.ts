import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';

// The workflow sets the same ones; the worker registers them.

export const definitionAttribute = defineSearchAttributeKey('OctavoDefinition', SearchAttributeType.KEYWORD);
export const versionAttribute = defineSearchAttributeKey('OctavoVersion', SearchAttributeType.KEYWORD);
/** Names of the signals that a run waits for. */
export const waitingForAttribute = defineSearchAttributeKey('OctavoWaitingFor', SearchAttributeType.KEYWORD_LIST);

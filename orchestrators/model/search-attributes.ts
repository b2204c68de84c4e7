/** The id and the version of a run's definition. */
export const definitionAttribute = { name: 'OctavoDefinition', type: 'KEYWORD' } as const;
export const versionAttribute = { name: 'OctavoVersion', type: 'KEYWORD' } as const;
/** The names of the signals that a run waits for now. */
export const waitingForAttribute = { name: 'OctavoWaitingFor', type: 'KEYWORD_LIST' } as const;
/** `legacy` for a run with tasks on the old engine of a migration. */
export const engineAttribute = { name: 'OctavoEngine', type: 'KEYWORD' } as const;

/** The search attributes of Octavo, in the form of the keys of Temporal's SDK. Workflow code sets no others; workers register them. */
export const searchAttributes = [definitionAttribute, versionAttribute, waitingForAttribute, engineAttribute] as const;

const typeNames = { KEYWORD: 'Keyword', KEYWORD_LIST: 'KeywordList' } as const;

/** Their types by name, in the spelling of Temporal's CLI: for a server that has them from its start. */
export const searchAttributeTypes = Object.fromEntries(
  searchAttributes.map(({ name, type }) => [name, typeNames[type]]),
);

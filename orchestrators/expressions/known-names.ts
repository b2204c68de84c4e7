/** Every root name of the language; which of them exist depends on where an expression stands. */
export const knownVariables: readonly string[] = [
  'input',
  'vars',
  'tasks',
  'run',
  'item',
  'index',
  'signal',
  'result',
  'error',
  'secrets',
  'acc',
  'page',
  'target',
  'now',
];

/** CEL's names of types; they are the texts that `type(x)` gives, unless a variable has the name. */
export const typeNames: ReadonlySet<string> = new Set([
  'bool',
  'double',
  'duration',
  'int',
  'list',
  'map',
  'null_type',
  'string',
  'timestamp',
]);

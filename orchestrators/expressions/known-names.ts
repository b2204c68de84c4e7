/** Every root name of the language; which of them exist depends on the position of an expression. */
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

/** CEL's names of types. They have the texts that `type(x)` gives, unless a variable has the same name. */
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

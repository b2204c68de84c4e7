// Reads YAML and JSON with the positions of their values, for definitions and for the configuration.
export { valueAt } from '../limits';
export { readDocument, type Reading } from './read-document';

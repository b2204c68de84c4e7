// Reads YAML and JSON with the positions of their values: definitions, and the configuration.
export { readDocument, type Reading } from './read-document';

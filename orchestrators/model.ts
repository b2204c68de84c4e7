// For code that reads plans, states and durations but runs nothing: the client, the command line, the configuration,
// the stores. Loads neither the engine nor zod.
export { findNearest } from './expressions/nearest';
export { parseDurationMs } from './model/duration';
export { parentPath } from './model/paths';
export { byteLength, maxBytes } from './model/size';
export { restartHint } from './model/error-catalogue';
export { isTerminal } from './model/outcome';
export { pickShown, plainTitles } from './engine/shown-fields';
export * from './model/search-attributes';

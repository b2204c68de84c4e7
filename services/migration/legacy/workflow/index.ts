export { legacyRun } from './legacy-run';

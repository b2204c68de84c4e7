// All modules that are slow to load, in one place.
export { gatherKnowledge } from '../knowledge';
export { createOctavoParts } from '../octavo-parts';

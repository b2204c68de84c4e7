// What takes a while to load, in one place.
export { gatherKnowledge } from '../knowledge';
export { createOctavoParts } from '../octavo-parts';

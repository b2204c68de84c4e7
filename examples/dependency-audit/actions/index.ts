export { measureFolder } from './measure-folder';
export { readLock } from './read-lock';
export { readManifest } from './read-manifest';
export { writeReport } from './write-report';

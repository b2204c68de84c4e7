import { describeActions, describeEntryPoint } from '../entry-points/describe-entry-point';
import { copyProject } from '../entry-points/entry-point';
import { imageEntryPoint } from '../entry-points/image-entry-point';
import { describeNewProject } from './describe-new-project';
import { describeOwnType } from './describe-own-type';
import { describePackages } from './describe-packages';
import { describePlugin } from './describe-plugin';
import { describePublished } from './describe-published';
import { describeTypes } from './describe-types';
import { PackedProject } from './packed-project';

// All that needs our packages packed and installed, which takes long, in one file.

let project: PackedProject;
beforeAll(async () => {
  project = await PackedProject.create();
}, 600_000);
afterAll(() => project?.remove());

describeNewProject(() => project);
describePackages(() => project);
describePublished(() => project);
describeTypes(() => project);
describeOwnType(() => project);
describePlugin(() => project);

describeEntryPoint('npx octavo in a project', () => {
  copyProject(project.folder);
  return project.entryPoint;
});

// The examples run there in updated-project.long.test.ts.
describeActions('the command line of the image', () => imageEntryPoint(project.folder));

import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { packagesIn } from '../../scripts/build/bundle';
import { ReachableTypes } from '../../scripts/build/reachable-types';
import { ROOT } from '../entry-points/entry-point';
import { filesOf, LIBRARIES, manifestOf } from './installed-package';
import type { PackedProject } from './packed-project';

/** No program has a value of these types: what Octavo's workflow and activities say to each other; parts of schemas. */
const INTERNAL = [
  ...['Attachment', 'CarriesAlong', 'CreateTaskStateReply', 'CreateTaskStateRequest', 'DefinitionReference'],
  ...['EngineSelector', 'ExtendRun', 'ExtensionRequest', 'FindWaitingRequest', 'LoadPlanReply', 'LoadPlanRequest'],
  ...['OctavoActivities', 'PackedBatch', 'PackedRequest', 'PackedState', 'Piggyback', 'PlanProblem', 'RecordListener'],
  ...['RunActionReply', 'RunActionRequest', 'RunExtension', 'RunRecords', 'RunServices', 'SchemaParts', 'SentBatch'],
  ...['SentState', 'StartAndSignalRequest', 'StateChange'],
];
const DECLARED = /^(?:(?:export )?(?:declare )?(?:abstract )?(?:interface|class)|export type) (\w+)/gm;
const IMPORTED = /(?:\bfrom |\bimport\()['"]([^'"]+)/g;

/** The types of our packages, as a compiler reads them in a project. */
export function describeTypes(get: () => PackedProject): void {
  const installed = (name: string): string => join(get().folder, 'node_modules/@octavo', name);

  describe.each(LIBRARIES)('the types of @octavo/%s', (name) => {
    it('have names in its entries, so that a project can export what it has of these types', () => {
      const types = new ReachableTypes(installed(name), (from, path) => posix.join(posix.dirname(from), path));
      const named = entriesOf(installed(name)).flatMap((entry) => types.namesOf(entry));
      const declared = matchesIn(installed(name), DECLARED);
      expect(declared.filter((type) => !named.includes(type) && !INTERNAL.includes(type))).toEqual([]);
    });

    it('import only packages that are always installed with it', () => {
      const { dependencies, peerDependencies, peerDependenciesMeta = {} } = manifestOf(installed(name));
      const always = Object.keys({ ...dependencies, ...peerDependencies }).filter(
        (peer) => !(peer in peerDependenciesMeta),
      );
      expect(always).toEqual(expect.arrayContaining(packagesIn(matchesIn(installed(name), IMPORTED))));
    });
  });

  it('the types of all entries compile', async () => {
    const entries = LIBRARIES.flatMap((name) =>
      entriesOf(installed(name)).map((entry) => join('@octavo', name, entry)),
    );
    const imports = entries.map((entry) => `import '${entry.replace('/index', '')}';`);
    await get().write('types.mts', imports.join('\n'));
    const options = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2023', '--skipLibCheck', 'false'];
    const { stdout } = await get().runNode([join(ROOT, 'node_modules/typescript/bin/tsc'), ...options, 'types.mts']);
    // Types of others may have faults.
    expect(stdout.split('\n').filter((line) => line.includes('@octavo'))).toEqual([]);
  });
}

function entriesOf(folder: string): readonly string[] {
  return readdirSync(folder).flatMap((path) => (path.endsWith('.d.ts') ? [path.slice(0, -'.d.ts'.length)] : []));
}

/** What the first group of a pattern matches, in all types of a package. */
function matchesIn(folder: string, pattern: RegExp): readonly string[] {
  const files = filesOf(join(folder, 'types')).filter((path) => path.endsWith('.d.ts'));
  const texts = files.map((path) => readFileSync(join(folder, 'types', path), 'utf8'));
  return texts.flatMap((text) => [...text.matchAll(pattern)].map(([, found = '']) => found));
}

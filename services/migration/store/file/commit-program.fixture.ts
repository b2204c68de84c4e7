import { evidenceOf, visitsOf } from '../conformance/evidence.fixture';
import { changeOf } from '../conformance/store-place.fixture';
import { FileRolloutStore } from './file-rollout-store';

/** A process of a test: 25 changes of the rules and 25 batches of evidence in the folder that is its first argument. */
async function main([folder = '', name = '']: readonly string[]): Promise<void> {
  const store = new FileRolloutStore({ folder });
  for (let count = 0; count < 25; count += 1) {
    await addOverride(store, `${name}${count}`);
    await store.record(evidenceOf({ visits: [visitsOf('basic', 'new', { succeeded: 1 })] }));
  }
}

async function addOverride(store: FileRolloutStore, tenant: string): Promise<void> {
  for (;;) {
    const before = await store.readRules();
    const overrides = [...before.overrides, { tenant, mode: 'new', percent: 100, otherwise: 'legacy' } as const];
    if ((await store.commit(changeOf(before, { rules: { overrides } }))) === 'committed') return;
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 1;
});

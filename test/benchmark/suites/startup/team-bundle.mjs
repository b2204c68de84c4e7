// Makes the bundle of the team's workflows, with or without OctavoPlugin.
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { OctavoPlugin } from '@octavo/worker/plugin';
import { bundleWorkflowCode } from '@temporalio/worker';

const [side, codePath] = process.argv.slice(2);
const workflowsPath = fileURLToPath(new URL('team-workflows.cjs', import.meta.url));
const plugins = side === 'with' ? [new OctavoPlugin()] : [];
const { code } = await bundleWorkflowCode({ workflowsPath, plugins });
await writeFile(codePath, code);

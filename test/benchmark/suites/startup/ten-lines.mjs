// The comparison for `octavo run`: the same run, started and awaited only with Temporal's client.
import { readFileSync } from 'node:fs';
import { Client, Connection } from '@temporalio/client';

const [address] = process.argv.slice(2);
const connection = await Connection.connect({ address });
const { workflow } = new Client({ connection });
const args = [JSON.parse(readFileSync('argument.json', 'utf8'))];
const workflowId = `greeting-${crypto.randomUUID()}`;
const result = await workflow.execute('octavoRun', { taskQueue: 'octavo', workflowId, args });
console.log(JSON.stringify(result, null, 2));
await connection.close();

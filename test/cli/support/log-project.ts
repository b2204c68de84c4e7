import type { TestFolder } from './definitions';

/** The secret that log lines of the actions must mask. */
export const SECRET = 'open-sesame-street';

const actions = `
const { writeFileSync } = require('node:fs');
const { ActionError, defineAction, z } = require(${JSON.stringify(require.resolve('@octavo/worker'))});
const action = (name, run, more) => defineAction({ name, input: z.any(), output: z.any(), run, ...more });

exports.actions = [
  action('log.decline', async ({ code = 'DECLINED', sizeBytes = 0, ...options }) => {
    const details = { token: process.env.OCTAVO_SECRET_TOKEN, text: 'x'.repeat(sizeBytes) };
    throw new ActionError(code, 'no money for ' + process.env.OCTAVO_SECRET_TOKEN, { details, ...options });
  }),
  action('log.throw', async () => { throw new TypeError('nobody \\u001b[31mforesaw it'); }),
  action('log.say', async (fields, { log }) => log('said', fields)),
  // A local activity, which writes no states at the start of a run.
  action('log.saySoon', async (fields, { log }) => log('said', fields), { short: true, idempotent: true }),
  action('log.stray', () => new Promise(() => setTimeout(() => { throw new Error('stray ' + process.env.OCTAVO_SECRET_TOKEN); }, 0))),
  action('log.sleep', ({ ms }) => new Promise((resolve) => setTimeout(resolve, ms))),
  // Blocks its worker, so that no heartbeat is sent.
  action('log.block', async ({ ms }) => { for (const end = Date.now() + ms; Date.now() < end; ); }),
  // The file contains the number of logged lines.
  action('log.tick', ({ file }, { log, signal }) => new Promise((resolve, reject) => {
    let count = 0;
    const timer = setInterval(() => { count += 1; log('tick', { count }); writeFileSync(file, String(count)); }, 5);
    signal.addEventListener('abort', () => { clearInterval(timer); reject(signal.reason); });
  })),
];
`;

/** Writes a configuration with actions that fail, and returns the environment for its worker. */
export function writeLogProject(folder: TestFolder, config: readonly string[] = []): NodeJS.ProcessEnv {
  folder.write('actions.js', actions);
  folder.write('octavo.config.yaml', ['actions: [actions.js]', ...config].join('\n'));
  return { OCTAVO_SECRET_TOKEN: SECRET };
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createPlanner } from '@octavo/planner';
import { parse } from 'yaml';
import { TestCertificates } from '../../../test/setup/test-certificates';
import { variableFields } from './environment';
import { loadActions } from './load-actions';
import { loadConfig } from './load-config';
import { folderWith } from './temporary-folder.fixture';

const certificates = new TestCertificates();
afterAll(() => certificates.remove());

const repository = join(__dirname, '../../..');

function snippets(file: string, language: string): readonly string[] {
  const text = readFileSync(join(repository, file), 'utf8');
  return [...text.matchAll(new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, 'gs'))].map(([, snippet]) => snippet ?? '');
}

const yamlOfActions = snippets('docs/actions.md', 'yaml');
const configurations = [
  ...yamlOfActions.filter((snippet) => !snippet.startsWith('# a definition')),
  ...snippets('services/config/README.md', 'yaml'),
];

async function documentedAction() {
  const [source = ''] = snippets('docs/actions.md', 'js');
  // The exports of the worker that authors of actions import.
  const [actions, zod] = [require.resolve('@octavo/activities/actions'), require.resolve('zod')];
  const library = `module.exports = { ...require(${JSON.stringify(actions)}), z: require(${JSON.stringify(zod)}).z };`;
  const files = { 'library.js': library, 'billing.js': source.replace("'@octavo/worker'", "'./library.js'") };
  const folder = folderWith(files);
  const result = await loadActions([join(folder, 'billing.js')]);
  return 'actions' in result ? result.actions : [];
}

/** The PEM files that the documentation names. */
function documentedFiles(): Readonly<Record<string, string>> {
  const client = certificates.sign('octavo');
  const files = { 'redis-ca.pem': certificates.ca.cert, 'octavo.pem': client.cert, 'octavo-key.pem': client.key };
  return Object.fromEntries(Object.entries(files).map(([name, path]) => [name, readFileSync(path, 'utf8')]));
}

describe('the documentation', () => {
  it.each(configurations)('has valid configurations: %s', async (snippet) => {
    const files = { 'octavo.config.yaml': snippet, 'temporal.toml': '[profile.prod]\n', ...documentedFiles() };
    const cwd = folderWith(files);
    const secrets = { OCTAVO_SECRET_REDIS_PASSWORD: 'a', OCTAVO_SECRET_SENTINEL_PASSWORD: 'b' };
    const env = { TEMPORAL_CONFIG_FILE: join(cwd, 'temporal.toml'), ...secrets };
    expect(await loadConfig({ cwd, env })).toHaveProperty('config');
  });

  it('names every variable that sets a field', () => {
    const readme = readFileSync(join(repository, 'services/config/README.md'), 'utf8');
    const cells = [...readme.matchAll(/^\|([^|]+)\| /gm)].map(([, cell = '']) => cell);
    const documented = cells.flatMap((cell) => [...cell.matchAll(/`([A-Z_]+)`/g)].map(([, name]) => name));
    const read = [...variableFields.map(({ variable }) => variable), 'TEMPORAL_GRPC_META_NAME'];
    expect(documented.sort()).toEqual(read.sort());
  });

  it('has an action that can be loaded, and a definition that uses it', async () => {
    const actions = await documentedAction();
    expect(actions.map(({ name }) => name)).toEqual(['billing.charge']);
    const [charge] = parse(yamlOfActions.find((snippet) => snippet.startsWith('# a definition')) ?? '') as unknown[];
    const ask = { id: 'askForAnotherCard', type: 'basic', action: 'transform', with: 1 };
    const input = { type: 'object', properties: { card: { type: 'string' } }, required: ['card'] };
    const { plan, problems } = createPlanner({ actions }).plan({ octavo: 1, id: 'doc', input, tasks: [charge, ask] });
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(plan).toBeDefined();
  });
});

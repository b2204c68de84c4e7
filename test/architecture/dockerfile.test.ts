import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listWorkspaces } from '../../scripts/build/workspaces';
import { ROOT } from './source-files';

/** The instructions of each stage, one a line, without comments. */
const stages = readFileSync(join(ROOT, 'Dockerfile'), 'utf8')
  .replaceAll(/^#.*\n/gm, '')
  .replaceAll(/\\\n\s*/g, '')
  .split(/^(?=FROM )/m)
  .slice(1)
  .map((stage) => stage.trim().split('\n'));
const [manifests = [], ...later] = stages;
const last = later.at(-1) ?? [];
const stageOf = (name: string): readonly string[] => later.find(([from = '']) => from.endsWith(` AS ${name}`)) ?? [];

it('copies the lock file and every manifest, and nothing that changes more often, before it installs', () => {
  const folders = listWorkspaces().map(({ folder }) => folder);
  const copied = manifests.filter((line) => line.startsWith('COPY ')).map((line) => line.slice('COPY '.length));
  expect(copied.toSorted()).toEqual(
    [
      'package.json package-lock.json .npmrc ./',
      ...folders.map((folder) => `${folder}/package.json ${folder}/`),
    ].toSorted(),
  );
});

it('installs from the lock file alone', () => {
  expect(stageOf('dependencies').slice(1)).toEqual(['RUN npm ci --omit=dev && rm -r node_modules/@octavo']);
  expect(stageOf('build').slice(1)).toEqual(['RUN npm ci', 'COPY . .', 'RUN npm run build -- /packages']);
  const commands = stages.flat().filter((line) => line.startsWith('RUN '));
  expect(commands.filter((line) => /\b(npm (i|install|add|exec)|npx|yarn|pnpm)\b/.test(line))).toEqual([]);
});

it('has no sources, and no packages for development, in the image', () => {
  const copies = last.filter((line) => line.startsWith('COPY '));
  expect(copies).toEqual([
    'COPY --from=dependencies /octavo/node_modules node_modules',
    'COPY --from=build /packages node_modules/@octavo',
    'COPY docker/probe.mjs .',
  ]);
});

it('starts Node itself, below an init that has signals from the first moment, as a user without rights', () => {
  expect(last).toContain('USER node');
  expect(last).toContain('ENTRYPOINT ["/usr/bin/tini", "--", "node", "/app/node_modules/@octavo/cli/bin/octavo.js"]');
  expect(last).toContain('CMD ["worker"]');
  // A form without brackets is run by a shell, which passes no signal on.
  for (const line of last.filter((one) => /^(ENTRYPOINT|CMD) /.test(one))) expect(line).toMatch(/^\w+ \[/);
});

it('declares what is written, and how to know whether it is well', () => {
  expect(last).toContain('VOLUME /tmp');
  const check = last.find((line) => line.startsWith('HEALTHCHECK ')) ?? '';
  expect(check).toMatch(/CMD \["node", "\/app\/probe\.mjs", "\/healthz"\]$/);
  expect(last).toContain('ENV OCTAVO_HEALTH=127.0.0.1:8080');
});

it('does not send what no image needs to who builds it', () => {
  const ignored = readFileSync(join(ROOT, '.dockerignore'), 'utf8').split('\n');
  expect(ignored).toEqual(expect.arrayContaining(['**/node_modules', '**/.octavo', '**/.env*', '.git', 'test']));
});

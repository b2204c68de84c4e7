import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { serverArguments } from '../../services/temporal-server/src/server-arguments';
import { TEMPORAL_RELEASE } from '../../services/temporal-server/src/temporal-release';
import { ROOT } from './source-files';

interface Service {
  readonly image?: string;
  readonly build?: string;
  readonly depends_on?: object;
  readonly ports?: readonly string[];
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly restart?: string;
  readonly [field: string]: unknown;
}

interface ComposeFile {
  readonly services: Readonly<Record<string, Service>>;
  readonly configs: Readonly<Record<string, { content: string }>>;
}

const compose = parse(readFileSync(join(ROOT, 'docker-compose.yml'), 'utf8')) as ComposeFile;

it('runs its Temporal server with the dynamic configuration of the embedded one, no more and no less', () => {
  const values = parse(compose.configs['dynamic-config']?.content ?? '') as Record<string, { value: unknown }[]>;
  const embedded = serverArguments({}, { port: 1, uiPort: 2, httpPort: 3, metricsPort: 4 });
  const expected = embedded.filter((_, index) => embedded[index - 1] === '--dynamic-config-value');
  const configured = Object.entries(values).flatMap(([key, of]) =>
    of.map(({ value }) => `${key}=${JSON.stringify(value)}`),
  );
  expect(expected.length).toBeGreaterThan(2);
  expect(configured.toSorted()).toEqual(expected.toSorted());
});

it('runs the version of the embedded server, with the tools of that version', () => {
  const images = Object.values(compose.services).map(({ image = '' }) => image);
  const versions = images.flatMap((image) => /^temporalio\/(?:server|admin-tools):(.*)$/.exec(image)?.[1] ?? []);
  expect(versions.length).toBeGreaterThan(1);
  expect(new Set(versions)).toEqual(new Set([TEMPORAL_RELEASE.server]));
});

it('names an exact version of every image and publishes on this machine only', () => {
  for (const { image, build, ports = [] } of Object.values(compose.services)) {
    expect(image ?? `built:1.2.3-${build}`).toMatch(/:\d+\.\d+(\.\d+)?(-\w+)?/);
    for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:/);
  }
});

it('waits only for services that it has', () => {
  const names = Object.keys(compose.services);
  for (const service of Object.values(compose.services))
    expect(names).toEqual(expect.arrayContaining(Object.keys(service.depends_on ?? {})));
});

it('has no image that Temporal has given up', () => {
  const text = ['docker-compose.yml', 'Dockerfile', 'README.md'].map((file) => readFileSync(join(ROOT, file), 'utf8'));
  expect(text.join('\n')).not.toContain('auto-setup');
});

it('knows of each service that goes on whether it is well', () => {
  const jobs = ({ restart = '' }: Service): boolean => restart.startsWith('on-failure');
  const lasting = Object.entries(compose.services).filter(([, service]) => !jobs(service));
  const unchecked = lasting.filter(([, { healthcheck }]) => healthcheck === undefined).map(([name]) => name);
  // Nothing in their images is sure to be there for a check; `temporal-namespace` waits for the server.
  expect(unchecked).toEqual(['temporal', 'temporal-ui']);
});

it('gives the worker nothing to write to but /tmp, and no rights', () => {
  expect(compose.services['worker']).toMatchObject({
    build: '.',
    read_only: true,
    tmpfs: ['/tmp'],
    cap_drop: ['ALL'],
    security_opt: ['no-new-privileges:true'],
    healthcheck: { test: ['CMD', 'node', '/app/probe.mjs', '/readyz'] },
  });
  for (const service of Object.values(compose.services)) expect(service).not.toHaveProperty('privileged');
});

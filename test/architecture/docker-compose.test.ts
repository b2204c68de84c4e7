import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { serverArguments } from '../../services/temporal-server/src/server-arguments';
import { TEMPORAL_RELEASE } from '../../services/temporal-server/src/temporal-release';
import { ROOT } from './source-files';

interface ComposeFile {
  readonly services: Readonly<
    Record<string, { image?: string; build?: string; depends_on?: object; ports?: string[] }>
  >;
  readonly configs: Readonly<Record<string, { content: string }>>;
}

const compose = parse(readFileSync(join(ROOT, 'docker-compose.yml'), 'utf8')) as ComposeFile;

it('runs its Temporal server with the values that the embedded one has', () => {
  const values = parse(compose.configs['dynamic-config']?.content ?? '') as Record<string, { value: unknown }[]>;
  const embedded = serverArguments({}, { port: 1, uiPort: 2, httpPort: 3, metricsPort: 4 });
  const told = Object.entries(values).map(([key, [first]]) => `${key}=${JSON.stringify(first?.value)}`);
  expect(told.length).toBeGreaterThan(2);
  expect(embedded).toEqual(expect.arrayContaining(told));
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

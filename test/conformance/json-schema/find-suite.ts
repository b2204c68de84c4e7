import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type CacheContext,
  downloadSource,
  messageOf,
  type ObtainedExecutable,
  type PinnedSource,
  takeFromCache,
  verifySha256,
} from '@octavo/temporal-server';

const VERSION = '4.25.1';
const SHA256 = 'e4a9655ce0da0c0b67a085847e00a3a51449e1157f4f75e9fb5aa545e122eb85';
/** It has the JSON-Schema-Test-Suite in `json`. */
const SOURCE: PinnedSource = { requirement: `jsonschema==${VERSION}`, hashes: [SHA256] };

/** The files of the suite for JSON Schema 2020-12, by their paths without `.json`; from PyPI, kept in the user's cache. */
export async function readSuite(context: CacheContext): Promise<ReadonlyMap<string, unknown>> {
  const obtain = (folder: string): Promise<ObtainedExecutable> => obtainArchive(folder, context);
  const archive = await takeFromCache({ name: 'json-schema-suite', versions: [VERSION], findFault, obtain }, context);
  const folder = mkdtempSync(join(tmpdir(), 'octavo-json-schema-'));
  try {
    execFileSync('tar', ['-xzof', archive, '-C', folder]);
    return readFiles(join(folder, `jsonschema-${VERSION}/json/tests/draft2020-12`));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function obtainArchive(folder: string, context: CacheContext): Promise<ObtainedExecutable> {
  context.onProgress(`Downloading the JSON-Schema-Test-Suite from PyPI (${SOURCE.requirement}).`);
  await downloadSource(SOURCE, folder, context);
  return { version: VERSION, path: join(folder, `jsonschema-${VERSION}.tar.gz`) };
}

async function findFault(path: string): Promise<string | undefined> {
  return verifySha256(path, SHA256).then(() => undefined, messageOf);
}

function readFiles(folder: string): ReadonlyMap<string, unknown> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'));
  return new Map(
    names
      .toSorted()
      .map((name) => [name.slice(0, -'.json'.length), JSON.parse(readFileSync(join(folder, name), 'utf8'))]),
  );
}

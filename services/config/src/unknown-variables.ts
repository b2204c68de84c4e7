import { findNearest } from '@octavo/orchestrators/model';
import { type Environment, variableFields, withoutEmpty } from './environment';
import type { OctavoConfig } from './octavo-config';

/** Variables that set no field. Those of tests and of the build are nobody's who configures Octavo. */
const OTHERS = ['OCTAVO_ACTOR', 'OCTAVO_CACHE', 'OCTAVO_CONFIG', 'OCTAVO_TEMPORAL_CLI', 'OCTAVO_TEMPORAL_DOWNLOAD'];
const PREFIX = 'OCTAVO_';
/** `TEMPORAL_*` are variables of Temporal's own tools too, so an unknown one is no mistake. */
const known = [...variableFields.map(({ variable }) => variable), ...OTHERS].filter((name) => name.startsWith(PREFIX));

/**
 * A sentence for each variable that begins with `OCTAVO_` and that Octavo does not know, with the nearest one that it knows.
 * Secrets are variables of the user.
 */
export function describeUnknownVariables(
  env: Environment,
  { secrets }: Pick<OctavoConfig, 'secrets'>,
): readonly string[] {
  const unknown = Object.keys(withoutEmpty(env)).filter(
    (name) => name.startsWith(PREFIX) && !known.includes(name) && !isSecret(name, secrets.env),
  );
  return unknown.sort().map((name) => {
    const nearest = findNearest(
      name.slice(PREFIX.length),
      known.map((other) => other.slice(PREFIX.length)),
    );
    const hint = nearest === undefined ? '' : `; nearest is ${PREFIX}${nearest}`;
    return `Octavo has no variable ${name}, so it has no effect${hint}.`;
  });
}

function isSecret(name: string, rule: OctavoConfig['secrets']['env']): boolean {
  if (typeof rule === 'string') return name.startsWith(rule);
  return Array.isArray(rule) && rule.includes(name);
}

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileSchema, type Json } from '@octavo/orchestrators/definitions';
import { createPlanner, type PlanResult, problemCatalogue } from '@octavo/planner';
import { parse, stringify } from 'yaml';
import { readLanguageCases } from '../language/language-cases';
import { mutateText, toBytes } from './mutate-text';
import { mutateDefinition, randomValue } from './mutate-value';
import { Random } from './random';
import { randomDefinition } from './random-definition';

/** How much CPU time one definition of some kilobytes may take; a hang is what takes longer. */
const MAX_MS = 5_000;

export interface FuzzReport {
  readonly answered: number;
  readonly accepted: number;
  readonly slowestMs: number;
}

const planner = createPlanner();
/** Plans once more: the first one would answer from its cache. */
const secondPlanner = createPlanner();
const { validate } = compileSchema(planner.jsonSchema());

/** Throws random definitions at the planner. Throws where one is not answered as it has to be; the seed tells which. */
export function fuzzDefinitions(count: number, firstSeed: number): FuzzReport {
  const definitions = readDefinitions();
  let [answered, accepted, slowestMs] = [0, 0, 0];
  for (let seed = firstSeed; seed < firstSeed + count; seed += 1) {
    const random = new Random(seed);
    const source = makeSource(definitions, random);
    const before = process.cpuUsage();
    const result = planOrTell(source, seed);
    const tookMs = cpuMsSince(before);
    slowestMs = Math.max(slowestMs, tookMs);
    expectAnswer(result, { seed, source, isLong: tookMs > MAX_MS });
    answered += 1;
    accepted += result.plan === undefined ? 0 : 1;
  }
  return { answered, accepted, slowestMs };
}

function cpuMsSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

/** Every definition that the tests and examples have. */
function readDefinitions(): readonly object[] {
  const cases = readLanguageCases().flatMap(([, facts]) => facts.map(({ definition }) => definition as object));
  const folder = join(__dirname, '../../examples');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.ya?ml$/.test(name));
  const examples = files.map((name) => parse(readFileSync(join(folder, name), 'utf8')) as unknown);
  return [...cases, ...examples.filter((value): value is object => typeof value === 'object' && value !== null)];
}

function makeSource(definitions: readonly object[], random: Random): unknown {
  const kind = random.next();
  if (kind < 0.05) return randomValue(random);
  if (kind < 0.3) return randomDefinition(random);
  if (kind < 0.6) return mutateDefinition(random.pick(definitions), random);
  if (kind < 0.8) return mutateText(JSON.stringify(random.pick(definitions)), random);
  const text = mutateText(stringify(random.pick(definitions)), random);
  return kind < 0.9 ? text : toBytes(text, random);
}

function planOrTell(source: unknown, seed: number): PlanResult {
  try {
    return planner.plan(source);
  } catch (error) {
    throw new Error(`seed ${seed}: the planner threw on ${describe(source)}`, { cause: error });
  }
}

interface Attempt {
  readonly seed: number;
  readonly source: unknown;
  readonly isLong: boolean;
}

function expectAnswer(result: PlanResult, { seed, source, isLong }: Attempt): void {
  const fail = (what: string): never => {
    throw new Error(`seed ${seed}: ${what}, on ${describe(source)}`);
  };
  if (isLong) fail('it took too long');
  const wrong = result.problems.flatMap((problem) => findWrong(problem, source) ?? [])[0];
  if (wrong !== undefined) fail(wrong);
  const errors = result.problems.filter(({ severity }) => severity === 'error');
  if ((result.plan === undefined) !== errors.length > 0) fail('it was accepted with errors, or refused without one');
  if (result.plan === undefined || seed % 10 !== 0) return;
  if (JSON.stringify(secondPlanner.plan(source).plan) !== JSON.stringify(result.plan))
    fail('it has another plan the second time');
  // What is undefined is left out by the planner, as JSON does.
  if (isPlain(source) && validate(JSON.parse(JSON.stringify(source)) as Json).length > 0)
    fail('the JSON Schema refuses what the planner accepts');
}

/** What is wrong with how a problem is told. */
function findWrong(problem: PlanResult['problems'][number], source: unknown): string | undefined {
  const { code, path, message, severity, line = 0, column = 0 } = problem;
  if (!Object.hasOwn(problemCatalogue, code)) return `the code ${code} is in no catalogue`;
  if (code === 'PLANNER_FAILED') return message;
  if (typeof path !== 'string' || message === '' || !['error', 'warning'].includes(severity))
    return 'a problem lacks its reason';
  return isText(source) && (line < 1 || column < 1) ? `${code} lacks its place in the text` : undefined;
}

function isText(source: unknown): boolean {
  return typeof source === 'string' || source instanceof Uint8Array;
}

function isPlain(source: unknown): boolean {
  return typeof source === 'object' && source !== null && !(source instanceof Uint8Array);
}

function describe(source: unknown): string {
  const text = source instanceof Uint8Array ? new TextDecoder().decode(source) : source;
  return (
    typeof text === 'string'
      ? text
      : (JSON.stringify(text, (_key, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value)) ??
        String(text))
  ).slice(0, 2_000);
}

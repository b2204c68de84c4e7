import { names, scalars, texts } from './hostile-values';
import type { Random } from './random';

type Container = unknown[] | Record<string, unknown>;

/** Changes a definition in one place, or a few; the definition that it is given stays as it is. */
export function mutateDefinition(definition: object, random: Random): unknown {
  const root = { definition: structuredClone(definition) } as Record<string, unknown>;
  for (let times = random.pick([1, 1, 1, 2, 4]); times > 0; times -= 1) mutate(pickContainer(root, random), random);
  return root['definition'];
}

/** A value of no meaning. */
export function randomValue(random: Random, depth = 0): unknown {
  if (depth > 4 || random.isLucky(0.6)) return random.isLucky(0.6) ? random.pick(texts) : random.pick(scalars);
  const size = random.below(4);
  if (random.isLucky(0.4)) return Array.from({ length: size }, () => randomValue(random, depth + 1));
  return Object.fromEntries(Array.from({ length: size }, () => [random.pick(names), randomValue(random, depth + 1)]));
}

function pickContainer(root: Container, random: Random): Container {
  const all: Container[] = [];
  const open: unknown[] = [root];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (!isContainer(next)) continue;
    all.push(next);
    open.push(...Object.values(next).filter((value) => value !== undefined));
  }
  return random.pick(all);
}

function isContainer(value: unknown): value is Container {
  return (
    Array.isArray(value) ||
    (typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype)
  );
}

function mutate(container: Container, random: Random): void {
  if (Array.isArray(container)) random.pick(listMutations)(container, random);
  else random.pick(mapMutations)(container, random);
}

const listMutations: readonly ((list: unknown[], random: Random) => void)[] = [
  (list, random) => void list.splice(random.below(list.length + 1), 0, randomValue(random)),
  (list, random) => void list.splice(random.below(list.length + 1), 1),
  (list, random) => void list.push(structuredCloneOr(list[random.below(list.length + 1)])),
  (list) => void list.reverse(),
  (list, random) => {
    if (list.length > 0) list[random.below(list.length)] = randomValue(random);
  },
];

const mapMutations: readonly ((map: Record<string, unknown>, random: Random) => void)[] = [
  (map, random) => define(map, random.pick(names), randomValue(random)),
  (map, random) => changeField(map, random, () => randomValue(random)),
  (map, random) => changeField(map, random, () => random.pick(texts)),
  (map, random) => changeField(map, random, () => random.pick(scalars)),
  (map, random) => changeField(map, random, (value) => [value]),
  (map, random) => changeField(map, random, (value) => ({ [random.pick(names)]: value })),
  (map, random) => changeField(map, random, (value) => (typeof value === 'string' ? misspell(value, random) : value)),
  (map, random) => changeField(map, random, () => structuredCloneOr(map[random.pick([...Object.keys(map), 'id'])])),
  (map, random) => {
    const [key] = [random.pick([...Object.keys(map), 'id'])];
    define(map, misspell(key, random), map[key]);
    if (random.isLucky(0.7)) delete map[key];
  },
  (map, random) => void delete map[random.pick([...Object.keys(map), 'id'])],
];

function changeField(map: Record<string, unknown>, random: Random, change: (value: unknown) => unknown): void {
  const keys = Object.keys(map);
  if (keys.length === 0) return;
  const key = random.pick(keys);
  define(map, key, change(map[key]));
}

/** Also sets `__proto__`, as a property. */
function define(map: Record<string, unknown>, key: string, value: unknown): void {
  Object.defineProperty(map, key, { value, configurable: true, enumerable: true, writable: true });
}

function misspell(text: string, random: Random): string {
  const at = random.below(text.length + 1);
  return (
    text.slice(0, at) +
    random.pick(['', 's', '_', 'X', text.charAt(at) + text.charAt(at)]) +
    text.slice(at + random.below(2))
  );
}

function structuredCloneOr(value: unknown): unknown {
  try {
    return structuredClone(value);
  } catch {
    return value;
  }
}

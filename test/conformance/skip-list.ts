import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';

/** Cases of a suite from outside that we do not pass on purpose, for one reason. */
const reasonSchema = z.strictObject({
  reason: z.string(),
  /** A regular expression: what each of these cases does instead, which shows that the reason is true of it. */
  outcome: z.string(),
  /** How many cases these are. */
  count: z.number(),
  /** By the beginning of their names: the rest of each name, or all that stand under no other reason. */
  cases: z.record(z.string(), z.union([z.literal('all'), z.array(z.string())])),
});

export type SkipReason = z.infer<typeof reasonSchema>;

/** A case, and what it does otherwise than its suite says; undefined where it passes. */
export interface JudgedCase {
  /** Words joined by `/`. */
  readonly name: string;
  readonly deviation: string | undefined;
}

/** Reads a file of reasons. */
export function readSkipList(path: string): readonly SkipReason[] {
  return z.array(reasonSchema).parse(parse(readFileSync(path, 'utf8')));
}

/** Makes names unique: the second `a` is `a #2`. */
export function numberNames<Case extends { readonly name: string }>(cases: readonly Case[]): readonly Case[] {
  const counts = new Map<string, number>();
  return cases.map((one) => {
    const count = (counts.get(one.name) ?? 0) + 1;
    counts.set(one.name, count);
    return count === 1 ? one : { ...one, name: `${one.name} #${count}` };
  });
}

/**
 * What is not as the list says: a case that deviates and is not listed, or that is listed and passes or deviates otherwise, a
 * name that no case has, a case with two reasons, a wrong count.
 */
export function compareWithSkipList(judged: readonly JudgedCase[], reasons: readonly SkipReason[]): readonly string[] {
  const byName = new Map(judged.map((one) => [one.name, one]));
  const listed = new Map<string, SkipReason>();
  const problems: string[] = [];
  const list = (reason: SkipReason, name: string): void => {
    if (!byName.has(name)) problems.push(`${name}: there is no such case`);
    if (listed.has(name)) problems.push(`${name}: is listed twice`);
    listed.set(name, reason);
  };
  for (const reason of reasons) for (const name of namesOf(reason)) list(reason, name);
  for (const reason of reasons) {
    for (const group of groupsOf(reason)) {
      const others = judged.filter(({ name }) => name.startsWith(`${group}/`) && !listed.has(name));
      if (others.length === 0) problems.push(`${group}: there is no such group of cases`);
      for (const { name } of others) list(reason, name);
    }
  }
  return [
    ...problems,
    ...judged.flatMap(({ name, deviation }) => explain(name, deviation, listed.get(name))),
    ...reasons.flatMap((reason) => explainCount(reason, [...listed.values()])),
  ];
}

function namesOf({ cases }: SkipReason): readonly string[] {
  return Object.entries(cases).flatMap(([group, names]) =>
    names === 'all' ? [] : names.map((name) => `${group}/${name}`),
  );
}

function groupsOf({ cases }: SkipReason): readonly string[] {
  return Object.keys(cases).filter((group) => cases[group] === 'all');
}

function explain(name: string, deviation: string | undefined, reason: SkipReason | undefined): readonly string[] {
  if (reason === undefined) return deviation === undefined ? [] : [`${name}: ${deviation}`];
  if (deviation === undefined) return [`${name}: passes, but is listed: ${reason.reason}`];
  return new RegExp(reason.outcome).test(deviation) ? [] : [`${name}: ${deviation}, but is listed: ${reason.reason}`];
}

function explainCount(reason: SkipReason, listed: readonly SkipReason[]): readonly string[] {
  const count = listed.filter((other) => other === reason).length;
  return count === reason.count ? [] : [`${count} cases, not ${reason.count}: ${reason.reason}`];
}

import type { z } from 'zod';
import { messageOf } from '../errors/thrown';
import type { RolloutRules } from './rollout-rules';
import { rulesSchema } from './rules-schema';

/** One mistake in the rules. */
export interface RulesProblem {
  /** `types.basic.percent`; empty for the whole document. */
  readonly path: string;
  readonly message: string;
}

export type ParseRulesResult = { readonly rules: RolloutRules } | { readonly problems: readonly RulesProblem[] };

/** Validates a document and fills in its defaults; reports all mistakes at once. */
export function parseRules(document: unknown): ParseRulesResult {
  const result = rulesSchema.safeParse(document);
  return result.success ? { rules: result.data } : { problems: result.error.issues.map(toProblem) };
}

/** {@link parseRules} of JSON text. */
export function parseRulesText(text: string): ParseRulesResult {
  try {
    return parseRules(JSON.parse(text));
  } catch (error) {
    return { problems: [{ path: '', message: `expected JSON: ${messageOf(error)}` }] };
  }
}

/** `types.basic.mode: expected one of legacy, shadow, new` */
export function formatRulesProblem({ path, message }: RulesProblem): string {
  return path === '' ? message : `${path}: ${message}`;
}

function toProblem({ path, message }: z.core.$ZodIssue): RulesProblem {
  const text = path.reduce<string>((before, part) => {
    if (typeof part === 'number') return `${before}[${part}]`;
    return before === '' ? String(part) : `${before}.${String(part)}`;
  }, '');
  return { path: text, message };
}

/** The rules before anybody has written any: revision 0, all types legacy, the default plan. */
export const initialRules: RolloutRules = rulesSchema.parse({ revision: 0 });

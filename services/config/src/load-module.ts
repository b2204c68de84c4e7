import { createRequire } from 'node:module';
import type { ConfigProblem } from './config-problem';

export type LoadModuleResult = { readonly exported: unknown } | { readonly problem: ConfigProblem };

/**
 * Loads a module of the user's. JavaScript works with plain Node, CommonJS and ES modules without top-level await;
 * TypeScript where a loader is present.
 *
 * @param file - absolute path
 */
export function loadModule(file: string): LoadModuleResult {
  try {
    const exported: unknown = createRequire(file)(file);
    return { exported };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { problem: moduleProblem(file, `cannot be loaded: ${message.split('\n')[0]}`, hintFor(file, error)) };
  }
}

/** What is wrong with a module as a whole. */
export function moduleProblem(source: string, message: string, hint: string | undefined): ConfigProblem {
  return { source, path: '', message, ...(hint === undefined ? {} : { hint }) };
}

function hintFor(file: string, error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ERR_REQUIRE_ASYNC_MODULE') return 'top-level await cannot be used in it';
  if (/\.[cm]?ts$/.test(file)) return 'TypeScript needs a loader: start with `node --import tsx`, or compile it';
  return undefined;
}

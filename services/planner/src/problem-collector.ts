import { type FieldPath, findNearest, holdsExpression, type ProblemReport } from '@octavo/orchestrators/definitions';
import { limits } from './limits';
import { formatPath, isError, type Problem, type ProblemCode } from './problem';
import type { Position, SourceDocument } from './reading/source-document';

/** An unknown name. `among`: the known names; a function if there are many, because most problems do not need them. */
interface UnknownName {
  readonly name: string;
  readonly among: readonly string[] | (() => readonly string[]);
  /** How to add a name; advice if no known name is near. */
  readonly toAdd?: string;
}

/** A problem as a check reports it. */
export interface Finding {
  readonly at: FieldPath;
  readonly code: ProblemCode | (string & {});
  readonly message: string;
  readonly expected?: string | undefined;
  readonly hint?: string | undefined;
  /** An unknown name with the known ones: the nearest becomes the hint. */
  readonly unknown?: UnknownName;
  readonly severity?: 'error' | 'warning';
  /** For a problem inside a text: the offset in the text at `at`, in UTF-16 units. */
  readonly offset?: number;
  /** Its position, if it differs from that of `at`. */
  readonly position?: Position;
}

/** Collects all problems of one definition and adds their positions. */
export class ProblemCollector {
  readonly #source: Pick<SourceDocument, 'locate'>;
  readonly #problems = new Map<string, Problem>();
  readonly #saidOnce = new Set<string>();
  #hasErrors = false;
  #comparisons: number = limits.comparisons;

  constructor(source: Pick<SourceDocument, 'locate'>) {
    this.#source = source;
  }

  get hasErrors(): boolean {
    return this.#hasErrors;
  }

  /** Returns a long text only the first time, so that it is printed once. */
  once(text: string): string | undefined {
    if (this.#saidOnce.has(text)) return undefined;
    this.#saidOnce.add(text);
    return text;
  }

  /** Adds a problem; a duplicate with the same code, message and place is omitted. */
  add(finding: Finding): void {
    if (finding.severity !== 'warning') this.#hasErrors = true;
    if (this.#problems.size >= limits.problems) return;
    const key = JSON.stringify([finding.code, finding.at, finding.message]);
    if (!this.#problems.has(key)) this.#problems.set(key, this.#toProblem(finding));
  }

  /** A report function for a task type; its paths are relative to the task at `base`. */
  reportFor(base: FieldPath): ProblemReport {
    return (finding) => this.add({ ...finding, at: [...base, ...finding.at] });
  }

  /** All problems in the order of the text, or in the order of their detection. */
  list(): readonly Problem[] {
    return joinLikely([...this.#problems.values()]).sort(
      (a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0),
    );
  }

  /** Only the errors. */
  errors(): readonly Problem[] {
    return this.list().filter(isError);
  }

  #toProblem({ at, code, message, expected, hint, unknown, severity = 'error', offset, position }: Finding): Problem {
    const advice = hint ?? this.#hintFor(unknown, expected);
    return {
      code,
      severity,
      path: formatPath(at),
      ...(position ?? this.#source.locate(at, offset)),
      message: clip(message),
      ...(expected === undefined ? {} : { expected }),
      ...(advice === undefined ? {} : { hint: clip(advice) }),
    };
  }

  /** Limited, because comparing thousands of unknown names with thousands of tasks would take seconds. */
  #hintFor(unknown: UnknownName | undefined, expected: string | undefined): string | undefined {
    if (unknown === undefined || this.#comparisons <= 0) return undefined;
    const { name, toAdd } = unknown;
    const among = typeof unknown.among === 'function' ? unknown.among() : unknown.among;
    this.#comparisons -= among.length;
    const nearest = nearestHint(name, among);
    if (nearest !== undefined || expected !== undefined) return nearest;
    return [listHint(among), toAdd].filter((part) => part !== undefined).join('; ') || undefined;
  }
}

/** Reports a refused text once: the error gets the hint of the warning that the text looks like an expression. */
function joinLikely(problems: readonly Problem[]): Problem[] {
  const refused = new Set(problems.filter(isError).map(({ path }) => path));
  const joined = problems.filter(({ code, path }) => code === 'EXPRESSION_LIKELY' && refused.has(path));
  if (joined.length === 0) return [...problems];
  const hints = new Map(joined.map(({ path, hint }) => [path, hint]));
  return problems
    .filter((problem) => !joined.includes(problem))
    .map((problem) => {
      const hint = problem.hint ?? (isError(problem) ? hints.get(problem.path) : undefined);
      return hint === undefined ? problem : { ...problem, hint };
    });
}

const MAX_MESSAGE = 400;

/** Shortens a message, which may quote a long text of the definition. */
function clip(text: string): string {
  return text.length > MAX_MESSAGE ? `${text.slice(0, MAX_MESSAGE)}…` : text;
}

const MAX_LISTED = 12;

function nearestHint(name: string, among: readonly string[]): string | undefined {
  if (holdsExpression(name)) return 'nothing is evaluated here: choose between tasks with a router';
  const nearest = findNearest(name, among) ?? among.find((known) => name !== '' && known.startsWith(`${name}.`));
  return nearest === undefined ? undefined : `nearest is "${nearest}"`;
}

// Omitted if the message already lists the expected names.
function listHint(among: readonly string[]): string | undefined {
  if (among.length === 0 || among.length > MAX_LISTED) return undefined;
  return `there ${among.length === 1 ? 'is' : 'are'} ${among.map((known) => `"${known}"`).join(', ')}`;
}

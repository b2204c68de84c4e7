import { type FieldPath, findNearest, holdsExpression, type ProblemReport } from '@octavo/orchestrators/definitions';
import { limits } from './limits';
import { formatPath, isError, type Problem, type ProblemCode } from './problem';
import type { Position, SourceDocument } from './reading/source-document';

/** A name that is not known. `among` are those that are; a function where they are many: most problems do not need them. */
interface UnknownName {
  readonly name: string;
  readonly among: readonly string[] | (() => readonly string[]);
}

/** What is known of a problem where it is found. */
export interface Finding {
  readonly at: FieldPath;
  readonly code: ProblemCode | (string & {});
  readonly message: string;
  readonly expected?: string | undefined;
  readonly hint?: string | undefined;
  /** A name that is not known, among those that are: the nearest one becomes the hint. */
  readonly unknown?: UnknownName;
  readonly severity?: 'error' | 'warning';
  /** Of a problem inside of a text: the offset of the character in the text at `at`, in UTF-16 units. */
  readonly offset?: number;
  /** Where it stands, if that is not where `at` is. */
  readonly position?: Position;
}

/** Gathers all problems of one definition and gives them their positions. */
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

  /** A long text the first time that it is asked for: it is told once. */
  once(text: string): string | undefined {
    if (this.#saidOnce.has(text)) return undefined;
    this.#saidOnce.add(text);
    return text;
  }

  /** Adds a problem; a second one of the same code and message at the same place is left out. */
  add(finding: Finding): void {
    if (finding.severity !== 'warning') this.#hasErrors = true;
    if (this.#problems.size >= limits.problems) return;
    const key = JSON.stringify([finding.code, finding.at, finding.message]);
    if (!this.#problems.has(key)) this.#problems.set(key, this.#toProblem(finding));
  }

  /** Reports what a task type finds, inside the task at `base`. */
  reportFor(base: FieldPath): ProblemReport {
    return (finding) => this.add({ ...finding, at: [...base, ...finding.at] });
  }

  /** All problems in the order of the text, or of their finding. */
  list(): readonly Problem[] {
    return joinLikely([...this.#problems.values()]).sort(
      (a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0),
    );
  }

  /** The errors alone. */
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

  /** Thousands of unknown names among thousands of tasks would be compared for seconds. */
  #hintFor(unknown: UnknownName | undefined, expected: string | undefined): string | undefined {
    if (unknown === undefined || this.#comparisons <= 0) return undefined;
    const { name } = unknown;
    const among = typeof unknown.among === 'function' ? unknown.among() : unknown.among;
    this.#comparisons -= among.length;
    return nearestHint(name, among) ?? (expected === undefined ? listHint(among) : undefined);
  }
}

/** A text that is refused is told once: the error takes the hint of the warning that it reads like an expression. */
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

/** A text of the definition may be long; a message is not. */
function clip(text: string): string {
  return text.length > MAX_MESSAGE ? `${text.slice(0, MAX_MESSAGE)}…` : text;
}

const MAX_LISTED = 12;

function nearestHint(name: string, among: readonly string[]): string | undefined {
  if (holdsExpression(name)) return 'nothing is evaluated here: choose between tasks with a router';
  const nearest = findNearest(name, among) ?? among.find((known) => name !== '' && known.startsWith(`${name}.`));
  return nearest === undefined ? undefined : `nearest is "${nearest}"`;
}

// Where the message says already what was expected, it would be said twice.
function listHint(among: readonly string[]): string | undefined {
  if (among.length === 0 || among.length > MAX_LISTED) return undefined;
  return `there ${among.length === 1 ? 'is' : 'are'} ${among.map((known) => `"${known}"`).join(', ')}`;
}

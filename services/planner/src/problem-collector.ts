import { type FieldPath, findNearest, type ProblemReport } from '@octavo/orchestrators/definitions';
import { limits } from './limits';
import { formatPath, isError, type Problem } from './problem';
import type { ProblemCode } from './problem-catalogue';
import type { Position, SourceDocument } from './reading/source-document';

/** What is known of a problem where it is found. */
export interface Finding {
  readonly at: FieldPath;
  readonly code: ProblemCode | (string & {});
  readonly message: string;
  readonly expected?: string;
  readonly hint?: string | undefined;
  /** A name that is not known, among those that are: the nearest one becomes the hint. */
  readonly unknown?: { readonly name: string; readonly among: readonly string[] };
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
  #hasErrors = false;

  constructor(source: Pick<SourceDocument, 'locate'>) {
    this.#source = source;
  }

  get hasErrors(): boolean {
    return this.#hasErrors;
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
    return [...this.#problems.values()].sort(
      (a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0),
    );
  }

  /** The errors alone. */
  errors(): readonly Problem[] {
    return this.list().filter(isError);
  }

  #toProblem({ at, code, message, expected, hint, unknown, severity = 'error', offset, position }: Finding): Problem {
    const advice = hint ?? (unknown === undefined ? undefined : nearestHint(unknown));
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
}

const MAX_MESSAGE = 400;

/** A text of the definition may be long; a message is not. */
function clip(text: string): string {
  return text.length > MAX_MESSAGE ? `${text.slice(0, MAX_MESSAGE)}…` : text;
}

const MAX_LISTED = 12;

function nearestHint({
  name,
  among,
}: {
  readonly name: string;
  readonly among: readonly string[];
}): string | undefined {
  const nearest = findNearest(name, among);
  if (nearest !== undefined) return `nearest is "${nearest}"`;
  if (among.length === 0 || among.length > MAX_LISTED) return undefined;
  return `there ${among.length === 1 ? 'is' : 'are'} ${among.map((known) => `"${known}"`).join(', ')}`;
}

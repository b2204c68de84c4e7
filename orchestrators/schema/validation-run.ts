import type { Json } from '../model/json';
import { Evaluated } from './evaluated';
import type { Resource } from './schema-index';
import type { SchemaNode, Subject, Trial, ValidationRun } from './schema-node';
import { type Place, type Violation, writePlace } from './violation';

/** Steps that one validation may take: about a second of work. */
export const MAX_STEPS = 5_000_000;
/** The maximum number of problems that are reported of one value. */
export const MAX_VIOLATIONS = 1_000;
/** Maximum nesting of schemas during a validation; it stops a `$ref` to itself. */
export const MAX_DEPTH = 300;

/** Ends a validation that takes too many steps; never leaves this package. */
export class ValidationLimit extends Error {}

/** The state of one validation: its violations, its steps, and the resources around it. */
export class CollectingRun implements ValidationRun {
  #violations: Violation[] = [];
  #steps = 0;
  #depth = 0;
  readonly #scope: Resource[] = [];

  get violations(): readonly Violation[] {
    return this.#violations;
  }

  get scope(): readonly Resource[] {
    return this.#scope;
  }

  report(place: Place | undefined, message: string, expected: string): void {
    if (this.#violations.length >= MAX_VIOLATIONS) return;
    this.#violations.push({ path: writePlace(place), message, expected });
  }

  charge(steps: number): void {
    this.#steps += steps;
    if (this.#steps > MAX_STEPS) throw new ValidationLimit('the value is too large to be validated');
  }

  chargeText(length: number): void {
    this.charge(Math.ceil(length / 16));
  }

  chargeItems(count: number): void {
    this.charge(count);
  }

  enter(node: SchemaNode, value: Json, place: Place | undefined): void {
    this.run(node, { value, place, evaluated: new Evaluated() });
  }

  run(node: SchemaNode, subject: Subject): void {
    if (this.#depth >= MAX_DEPTH) throw new ValidationLimit(`schema and value nest deeper than ${MAX_DEPTH}`);
    this.charge(1);
    this.#depth += 1;
    this.#scope.push(node.resource);
    if (node.hasUnevaluated) this.#checkApart(node, subject);
    else for (const check of node.checks) check(subject, this);
    this.#scope.pop();
    this.#depth -= 1;
  }

  /** Hides what outer schemas have evaluated from it; outer schemas see what it has evaluated. */
  #checkApart(node: SchemaNode, subject: Subject): void {
    const evaluated = new Evaluated();
    for (const check of node.checks) check({ ...subject, evaluated }, this);
    this.charge(evaluated.size);
    subject.evaluated.addAll(evaluated);
  }

  try(node: SchemaNode, { value, place }: Subject): Trial {
    const outer = this.#violations;
    const evaluated = new Evaluated();
    this.#violations = [];
    try {
      this.run(node, { value, place, evaluated });
      return { violations: this.#violations, evaluated };
    } finally {
      this.#violations = outer;
    }
  }
}

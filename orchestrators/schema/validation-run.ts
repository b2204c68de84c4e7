import type { Json } from '../model/json';
import { Evaluated } from './evaluated';
import type { Resource } from './schema-index';
import type { SchemaNode, Subject, Trial, ValidationRun } from './schema-node';
import { type Place, type Violation, writePlace } from './violation';

/** Steps that one validation may take: about a second of work. */
export const MAX_STEPS = 5_000_000;
/** Problems that are told of one value; what is wrong with more is wrong altogether. */
export const MAX_VIOLATIONS = 1_000;
/** Schemas inside one another while validating; a `$ref` to itself comes to an end here. */
export const MAX_DEPTH = 300;

/** Ends a validation that has become too large; never leaves this package. */
export class ValidationLimit extends Error {}

/** One validation: what it has found, how far it is, and which resources it came through. */
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

  /** What schemas around it have looked at is not seen in it; what it has looked at is seen around it. */
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

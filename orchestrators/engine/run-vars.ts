import type { RunVariables } from '../contracts/run-variables';
import type { Json, JsonObject } from '../model/json';
import { byteLength } from '../model/size';
import { TaskFailure } from '../model/task-error';

const maxBytes = 1024 * 1024;

/** The variables of one run: declared by the definition, changed by `set`. */
export class DeclaredVariables implements RunVariables {
  #values: JsonObject;
  readonly #sizes: Map<string, number>;

  /** Throws `TaskFailure` PAYLOAD_TOO_LARGE. */
  constructor(values: JsonObject) {
    this.#values = values;
    this.#sizes = new Map(Object.entries(values).map(([name, value]) => [name, sizeOf(name, value)]));
    checkSize(this.#sizes);
  }

  get values(): JsonObject {
    return this.#values;
  }

  assign(values: Readonly<Record<string, Json>>): void {
    const sizes = new Map(this.#sizes);
    for (const [name, value] of Object.entries(values)) {
      if (!sizes.has(name)) throw new TaskFailure('EXPRESSION_FAILED', `"${name}" is not declared in vars`);
      sizes.set(name, sizeOf(name, value));
    }
    checkSize(sizes);
    for (const [name, sizeBytes] of sizes) this.#sizes.set(name, sizeBytes);
    this.#values = { ...this.#values, ...values };
  }
}

function sizeOf(name: string, value: Json): number {
  return name.length + byteLength(value);
}

function checkSize(sizes: ReadonlyMap<string, number>): void {
  let sizeBytes = 0;
  for (const size of sizes.values()) sizeBytes += size;
  if (sizeBytes <= maxBytes) return;
  throw new TaskFailure('PAYLOAD_TOO_LARGE', `vars would have ${sizeBytes} bytes together, the limit is ${maxBytes}`);
}

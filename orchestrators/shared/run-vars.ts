import type { RunVariables } from '../contracts/run-variables';
import type { Json, JsonObject } from '../model/json';
import { byteLength } from '../model/size';
import { TaskFailure } from '../model/task-error';

const maxBytes = 1024 * 1024;

/** The variables of one run: declared by the definition, changed by `set`. */
export class DeclaredVariables implements RunVariables {
  #values: JsonObject;

  constructor(values: JsonObject) {
    this.#values = values;
  }

  get values(): JsonObject {
    return this.#values;
  }

  assign(values: Readonly<Record<string, Json>>): void {
    for (const name of Object.keys(values)) {
      if (!Object.hasOwn(this.#values, name)) throw new TaskFailure('EXPRESSION_FAILED', `"${name}" is not declared in vars`);
    }
    const next = { ...this.#values, ...values };
    if (byteLength(next) > maxBytes) throw new TaskFailure('PAYLOAD_TOO_LARGE', `vars would be larger than ${maxBytes} bytes together`);
    this.#values = next;
  }
}

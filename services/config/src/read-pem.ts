import { readFileSync } from 'node:fs';
import { isPemText } from './field-schemas';

/** A field whose value is of the right kind and cannot be used. */
export class UnusableField extends Error {
  readonly path: readonly string[];

  constructor(path: readonly string[], message: string, cause?: unknown) {
    super(message, { cause });
    this.path = path;
  }
}

/**
 * The text of a PEM file, from the field that has it or its path.
 *
 * @throws UnusableField
 */
export function readPem(path: readonly string[], value: string): string | Buffer {
  if (isPemText(value)) return value;
  try {
    return readFileSync(value);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const reason = code === 'ENOENT' ? `there is no such file: ${value}` : `cannot be read: ${message}`;
    throw new UnusableField(path, reason, error);
  }
}

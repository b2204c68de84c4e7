import type { LineCounter } from 'yaml';
import { limits } from '../limits';
import type { Finding } from '../problem-collector';
import { readObject } from './read-object';
import { parseYaml, readYaml } from './read-yaml';
import type { Position, SourceDocument } from './source-document';
import { ReadingStopped } from './value-budget';

/** What reading gave: a document without a mistake of its own, or the findings and where they stand. */
export interface Reading {
  readonly document: SourceDocument | undefined;
  readonly findings: readonly Finding[];
  locate(at: Finding['at'], excerpt?: string): Position | undefined;
}

/** Reads a definition: text or bytes of YAML or JSON, or an object. Never throws. */
export function readDefinition(source: unknown): Reading {
  const findings: Finding[] = [];
  try {
    if (source instanceof Uint8Array) return readBytes(source);
    return typeof source === 'string' ? readText(source) : finish(readObject(source, (finding) => findings.push(finding)), findings);
  } catch (error) {
    if (!(error instanceof ReadingStopped)) throw error;
    return failed([{ at: [], code: error.code, message: error.message }]);
  }
}

function readBytes(bytes: Uint8Array): Reading {
  if (bytes.byteLength > limits.textBytes) return failed([tooLarge(bytes.byteLength)]);
  try {
    return readText(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return failed([{ at: [], code: 'ENCODING_INVALID', message: 'the text is not UTF-8', hint: 'save the file as UTF-8' }]);
  }
}

function readText(text: string): Reading {
  const bytes = text.length > limits.textBytes ? text.length : Buffer.byteLength(text);
  if (bytes > limits.textBytes) return failed([tooLarge(bytes)]);
  const { document, lines } = parseYaml(text);
  const [first] = document.errors;
  if (first !== undefined) return syntaxProblem(first.message, first.pos[0], lines);
  if (document.directives?.yaml.explicit === true && document.directives.yaml.version !== '1.2') {
    return syntaxProblem(`YAML ${document.directives.yaml.version} is asked for; definitions are YAML 1.2`, 0, lines);
  }
  const findings: Finding[] = [];
  return finish(readYaml(text, lines, document, (finding) => findings.push(finding)), findings);
}

function finish(document: SourceDocument, findings: readonly Finding[]): Reading {
  return { document, findings, locate: (at, excerpt) => document.locate(at, excerpt) };
}

function syntaxProblem(message: string, offset: number, lines: LineCounter): Reading {
  const { line, col } = lines.linePos(offset);
  const position = { line: Math.max(line, 1), column: Math.max(col, 1) };
  return failed([{ at: [], code: 'SYNTAX_INVALID', message, expected: 'YAML 1.2 or JSON' }], position);
}

function failed(findings: readonly Finding[], position?: Position): Reading {
  return { document: undefined, findings, locate: () => position };
}

function tooLarge(bytes: number): Finding {
  return { at: [], code: 'LIMIT_EXCEEDED', message: `limit "text": ${bytes} bytes, at most ${limits.textBytes} (1 MiB)` };
}

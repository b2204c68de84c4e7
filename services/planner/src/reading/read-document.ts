import { isUtf8 } from 'node:buffer';
import { limits } from '../limits';
import type { Finding } from '../problem-collector';
import { parseYaml, type YamlMistake } from './parse-yaml';
import { readJson } from './read-json';
import { readObject } from './read-object';
import { readYaml } from './read-yaml';
import { type Position, ReadingStopped, type SourceDocument } from './source-document';

/** The position of a problem of the whole text. */
const START: Position = { line: 1, column: 1 };

/** The result of reading: the document, or the problems that prevented it. */
export interface Reading {
  readonly document: SourceDocument | undefined;
  readonly findings: readonly Finding[];
  locate(at: Finding['at'], offset?: number): Position | undefined;
}

/** Reads a definition or a configuration: text or bytes of YAML or JSON, or an object. Never throws. */
export function readDocument(source: unknown): Reading {
  const findings: Finding[] = [];
  try {
    if (source instanceof Uint8Array) return readBytes(source);
    return typeof source === 'string'
      ? readText(source)
      : finish(
          readObject(source, (finding) => findings.push(finding)),
          findings,
        );
  } catch (error) {
    if (!(error instanceof ReadingStopped)) throw error;
    const finding = { at: [], code: error.code, message: error.message };
    return failed([isWritten(source) ? { ...finding, position: START } : finding]);
  }
}

function isWritten(source: unknown): boolean {
  return typeof source === 'string' || source instanceof Uint8Array;
}

/** The text of a definition; undefined for objects, and for bytes that are not UTF-8. */
export function textIn(source: unknown): string | undefined {
  if (typeof source === 'string') return source;
  const isDecoded = source instanceof Uint8Array && source.byteLength <= limits.textBytes && isUtf8(source);
  return isDecoded ? new TextDecoder().decode(source) : undefined;
}

function readBytes(bytes: Uint8Array): Reading {
  if (bytes.byteLength > limits.textBytes) return failed([tooLarge(bytes.byteLength)]);
  if (isUtf8(bytes)) return readText(new TextDecoder().decode(bytes));
  const problem = { code: 'ENCODING_INVALID', message: 'the text is not UTF-8', hint: 'save the file as UTF-8' };
  return failed([{ at: [], ...problem, position: findBadByte(bytes) }]);
}

function findBadByte(bytes: Uint8Array): Position {
  const text = new TextDecoder().decode(bytes);
  const before = text.slice(0, text.indexOf(REPLACEMENT)).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/** The decoder writes it for bytes that are not a character. */
const REPLACEMENT = '\uFFFD';

function readText(text: string): Reading {
  const bytes = text.length > limits.textBytes ? text.length : Buffer.byteLength(text);
  if (bytes > limits.textBytes) return failed([tooLarge(bytes)]);
  const findings: Finding[] = [];
  const json = readJson(text, (finding) => findings.push(finding));
  return json === undefined ? readYamlText(text) : finish(json, findings);
}

function readYamlText(text: string): Reading {
  const parsed = parseYaml(text);
  if ('mistakes' in parsed) return syntaxProblems(parsed.mistakes);
  const findings: Finding[] = [];
  return finish(
    readYaml(text, parsed.lines, parsed.document, (finding) => findings.push(finding)),
    findings,
  );
}

function finish(document: SourceDocument, findings: readonly Finding[]): Reading {
  return { document, findings, locate: (at, offset) => document.locate(at, offset) };
}

function syntaxProblems(mistakes: readonly YamlMistake[]): Reading {
  const findings = mistakes.map((mistake) => ({
    at: [],
    code: 'SYNTAX_INVALID',
    ...mistake,
    ...(mistake.hint === undefined ? { expected: 'YAML 1.2 or JSON' } : {}),
  }));
  return failed(findings);
}

function failed(findings: readonly Finding[]): Reading {
  return { document: undefined, findings, locate: () => undefined };
}

function tooLarge(bytes: number): Finding {
  return {
    at: [],
    code: 'LIMIT_EXCEEDED',
    message: `limit "text": ${bytes} bytes, at most ${limits.textBytes} (1 MiB)`,
    position: START,
  };
}

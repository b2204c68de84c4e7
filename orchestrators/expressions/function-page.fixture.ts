import { hasDoc } from './compile-call';
import { keyMacros } from './compile-key-macro';
import { macros } from './compile-macro';
import { optionalMacros } from './compile-optional';
import { evaluate, NOW } from './evaluate.fixture';
import { ExpressionError, ExpressionSyntaxError } from './expression-error';
import { conversionFunctions } from './functions/conversion-functions';
import { encodingFunctions } from './functions/encoding-functions';
import type { FunctionDoc } from './functions/function-spec';
import { listFunctions } from './functions/list-functions';
import { mapFunctions } from './functions/map-functions';
import { numberFunctions } from './functions/number-functions';
import { optionalFunctions, optionalMakers } from './functions/optional-functions';
import { textFunctions } from './functions/text-functions';
import { textPartFunctions } from './functions/text-part-functions';
import { timeFunctions } from './functions/time-functions';
import { operatorDocs } from './operator-docs.fixture';

type Docs = Iterable<readonly [name: string, doc: FunctionDoc]>;

/** All that can be called, by the headings of the page. */
export const functionDocs: readonly (readonly [heading: string, docs: ReadonlyMap<string, FunctionDoc>])[] = [
  ['Text', collect(Object.entries(textFunctions), Object.entries(textPartFunctions))],
  ['Numbers', collect(Object.entries(numberFunctions))],
  ['Lists', collect(macros, keyMacros, Object.entries(listFunctions))],
  ['Maps', collect(Object.entries(mapFunctions))],
  ['What may be missing', collect([['has', hasDoc]], optionalMacros, Object.entries(optionalFunctions), makers())],
  ['Times and durations', collect(Object.entries(timeFunctions))],
  ['Conversions', collect(Object.entries(conversionFunctions))],
  ['JSON, encodings and hashes', collect(Object.entries(encodingFunctions))],
];

function collect(...groups: readonly Docs[]): ReadonlyMap<string, FunctionDoc> {
  return new Map(groups.flatMap((docs) => [...docs]));
}

function makers(): Docs {
  return Object.entries(optionalMakers).map(([name, doc]) => [`optional.${name}`, doc]);
}

/** docs/functions.md. */
export function writeFunctionPage(): string {
  return [INTRODUCTION, writeIndex(), ...sections.map(([heading, docs]) => writeSection(heading, docs))].join('\n');
}

const sections = [...functionDocs, ['Operators and literals', operatorDocs] as const];

const INTRODUCTION = `# Functions

What [expressions](definition-language.md#expressions) can call. This page is made from the code, with what each example
gives.

- \`size(x)\` and \`x.size()\` are the same, for every function but \`has\`, \`now\` and \`optional.…\`.
- A macro evaluates its last arguments for each element, which has the name before them: \`list.map(e, e + 1)\`.
- An argument of a type that a function does not take fails with EXPRESSION_FAILED. A function that does not exist, or
  another number of arguments, is refused before the run.
- In the examples \`now\` is \`${NOW}\`.
`;

function writeIndex(): string {
  const rows = sections.map(([heading, docs]) => `| ${heading} | ${[...docs.keys()].map(linkTo).join(', ')} |`);
  return ['| | |', '| --- | --- |', ...rows, ''].join('\n');
}

function linkTo(name: string): string {
  return `[${name}](#${name.toLowerCase().replace('.', '').replaceAll(' ', '-')})`;
}

function writeSection(heading: string, docs: ReadonlyMap<string, FunctionDoc>): string {
  return [`## ${heading}\n`, ...[...docs].map(([name, doc]) => writeDoc(name, doc))].join('\n');
}

function writeDoc(name: string, { signature, meaning, examples }: FunctionDoc): string {
  const lines = examples.map((source) => [source, showOutcome(source)] as const);
  const width = Math.max(...lines.map(([source]) => source.length));
  const shown = lines.map(([source, outcome]) => `${source.padEnd(width)}  ${outcome}`);
  return `### ${name}\n\n${showSignature(signature)}\n\n${meaning}\n\n\`\`\`text\n${shown.join('\n')}\n\`\`\`\n`;
}

function showSignature(signature: string): string {
  const forms = signature.split(/(?<=\)) or /);
  return forms.map((form) => (form.includes('`') ? `\`\` ${form} \`\`` : `\`${form}\``)).join(' or ');
}

/** `→ 5`, or why there is no value. */
export function showOutcome(source: string): string {
  try {
    return `→ ${showJson(evaluate(source))}`;
  } catch (error) {
    if (error instanceof ExpressionError) return `fails: ${error.message.replace(/, in: .*/s, '')}`;
    if (error instanceof ExpressionSyntaxError) return `is refused: ${error.message}`;
    throw error;
  }
}

/** As people write JSON: with spaces. */
function showJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(showJson).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).map(([key, inner]) => `${JSON.stringify(key)}: ${showJson(inner)}`);
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a container of our image runs, and where. */
export interface ImageCommand {
  readonly workingFolder: string;
  readonly entryPoint: readonly string[];
  /** The arguments where `docker run` gives none. */
  readonly command: readonly string[];
  /** Of the base image. */
  readonly nodeVersion: string;
}

/** Reads the Dockerfile of the checkout; of its stages the last one counts. */
export function readImageCommand(): ImageCommand {
  const text = readFileSync(join(__dirname, '../../Dockerfile'), 'utf8');
  const stage = text.split(/^FROM /m).at(-1) ?? '';
  return {
    workingFolder: find(stage, /^WORKDIR (.*)$/gm),
    entryPoint: JSON.parse(find(stage, /^ENTRYPOINT (.*)$/gm)) as string[],
    command: JSON.parse(find(stage, /^CMD (.*)$/gm)) as string[],
    nodeVersion: find(text, /^ARG BASE=node:([\d.]+)-/gm),
  };
}

function find(text: string, pattern: RegExp): string {
  const [, value] = [...text.matchAll(pattern)].at(-1) ?? [];
  if (value === undefined) throw new Error(`the Dockerfile has no ${pattern.source}`);
  return value;
}

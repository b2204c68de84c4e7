import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a container of our image runs, and where. */
export interface ImageCommand {
  readonly workingFolder: string;
  readonly entryPoint: readonly string[];
  /** The arguments where `docker run` gives none. */
  readonly command: readonly string[];
}

/** Reads the last stage of a Dockerfile. */
export function readImageCommand(path = join(__dirname, '../../Dockerfile')): ImageCommand {
  const stage =
    readFileSync(path, 'utf8')
      .split(/^FROM /m)
      .at(-1) ?? '';
  const last = (instruction: string): string => {
    const [, value] = [...stage.matchAll(new RegExp(`^${instruction} (.*)$`, 'gm'))].at(-1) ?? [];
    if (value === undefined) throw new Error(`${path} has no ${instruction} in its last stage`);
    return value;
  };
  return {
    workingFolder: last('WORKDIR'),
    entryPoint: JSON.parse(last('ENTRYPOINT')) as string[],
    command: JSON.parse(last('CMD')) as string[],
  };
}

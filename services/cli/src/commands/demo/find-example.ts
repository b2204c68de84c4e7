import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CliError } from '../../cli-error';

/** The files of the dependency audit. */
export interface AuditExample {
  /** The root of the checkout. */
  readonly root: string;
  readonly audit: string;
  /** The definition of the run that decides on an audit. */
  readonly decide: string;
  readonly config: string;
}

/**
 * Finds the dependency audit in the checkout that this file is part of.
 *
 * @throws CliError FILE_NOT_READABLE where Octavo was installed as a package: it has no examples
 */
export function findExample(from: string = __dirname): AuditExample {
  for (let root = from; root !== dirname(root); root = dirname(root)) {
    const folder = join(root, 'examples', 'dependency-audit');
    const [audit, decide, config] = ['audit.yaml', 'decide.yaml', 'octavo.config.yaml'].map((name) =>
      join(folder, name),
    );
    if (audit !== undefined && decide !== undefined && config !== undefined && existsSync(audit))
      return { root, audit, decide, config };
  }
  throw new CliError('FILE_NOT_READABLE', "The demo is part of Octavo's repository: clone it and run `npm run demo`.");
}

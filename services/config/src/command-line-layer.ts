import type { ConfigLayer } from './config-layer';

/** What options of the command line set of the configuration. */
export interface CommandLineFields {
  /** `--address` */
  readonly address?: string;
  /** `--namespace` */
  readonly namespace?: string;
  /** `--health` */
  readonly health?: string;
}

/** The options that were given; an empty one is a mistake, since somebody wrote it. */
export function commandLineLayer({ address, namespace, health }: CommandLineFields, cwd: string): ConfigLayer {
  return {
    value: {
      server: { ...(address === undefined ? {} : { address }), ...(namespace === undefined ? {} : { namespace }) },
      ...(health === undefined ? {} : { health }),
    },
    folder: cwd,
    sourceOf: (path) => ({ kind: 'option', name: `--${String(path.at(-1))}` }),
  };
}

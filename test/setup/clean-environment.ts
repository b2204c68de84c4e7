import { delimiter, join } from 'node:path';

/** Where programs, caches, registries, proxies and certificates are. */
const KEPT =
  /^(PATH|HOME|TMPDIR|OCTAVO_TEMPORAL_CLI|OCTAVO_CACHE|XDG_CACHE_HOME|\w*proxy|(go|pip_|uv_|npm_config_)\w+|\w*_(cert_file|cert_dir|ca_bundle|ca_certs))$/i;

/** Where `octavo` is. Messages name commands as a shell finds them, however the tests were started. */
const BINARIES = join(__dirname, '../../node_modules/.bin');

/**
 * The environment of commands that a test runs as a user would: nothing in it configures Octavo, Temporal, Redis or the
 * terminal. What is needed to find or install programs stays.
 */
export function cleanEnvironment(environment: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  return withOctavo(Object.fromEntries(Object.entries(environment).filter(([name]) => KEPT.test(name))));
}

/** `environment`, in which a shell finds `octavo`. */
export function withOctavo(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const folders = [BINARIES, environment['PATH']].filter((path) => path !== undefined);
  return { ...environment, PATH: folders.join(delimiter) };
}

export type { CliIo, TextSink } from './command';
export { cliErrorCatalogue, type CliErrorCode, type ExitCode, exitCodes } from './cli-error';
export { runCli } from './run-cli';

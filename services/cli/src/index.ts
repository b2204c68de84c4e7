export type { CliIo, TextSink } from './cli-io';
export { cliErrorCatalogue, type CliErrorCode } from './cli-error-catalogue';
export { type ExitCode, exitCodes } from './exit-codes';
export { runCli } from './run-cli';

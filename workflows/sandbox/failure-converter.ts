import { defaultFailureConverter, type FailureConverter, type ProtoFailure } from '@temporalio/common';

/**
 * Makes the texts of `base`'s failures well-formed. A lone surrogate, from an input or from truncated text, is not valid in
 * UTF-8. For a failure that contains one, the SDK shuts down the worker, and then every other worker that runs the task.
 */
export function wellFormedFailures(base: FailureConverter): FailureConverter {
  return {
    errorToFailure: (...request) => toWellFormed(base.errorToFailure(...request)),
    failureToError: (...request) => base.failureToError(...request),
  };
}

export const failureConverter = wellFormedFailures(defaultFailureConverter);

function toWellFormed(failure: ProtoFailure): ProtoFailure {
  const { message, stackTrace, applicationFailureInfo: info, cause } = failure;
  return {
    ...failure,
    message: wellFormed(message),
    stackTrace: wellFormed(stackTrace),
    ...(info ? { applicationFailureInfo: { ...info, type: wellFormed(info.type) } } : {}),
    ...(cause ? { cause: toWellFormed(cause) } : {}),
  };
}

function wellFormed(text: string | null | undefined): string | null {
  return text?.toWellFormed() ?? null;
}

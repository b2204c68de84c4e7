import { defaultFailureConverter, type FailureConverter, type ProtoFailure } from '@temporalio/common';

/**
 * `base`, with well-formed texts of errors. Half a character (a lone surrogate, from an input or from text that was cut off)
 * is no UTF-8, and the SDK answers a failure that has one by shutting down the worker: this one, and then each that tries
 * next.
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

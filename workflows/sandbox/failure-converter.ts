import { DefaultFailureConverter, type PayloadConverter, type ProtoFailure } from '@temporalio/common';

/**
 * Makes texts of errors well-formed. Half a character (a lone surrogate, from an input or from text that was cut off) is no
 * UTF-8, and the SDK answers a failure that has one by shutting down the worker: this one, and then each that tries next.
 */
class WellFormedFailureConverter extends DefaultFailureConverter {
  override errorToFailure(error: unknown, payloadConverter: PayloadConverter): ProtoFailure {
    const failure = super.errorToFailure(error, payloadConverter);
    const { message, stackTrace, applicationFailureInfo: info } = failure;
    return {
      ...failure,
      message: wellFormed(message),
      stackTrace: wellFormed(stackTrace),
      ...(info ? { applicationFailureInfo: { ...info, type: wellFormed(info.type) } } : {}),
    };
  }
}

export const failureConverter = new WellFormedFailureConverter();

function wellFormed(text: string | null | undefined): string | null {
  return text?.toWellFormed() ?? null;
}

import { type Json, type ReceivedSignal, TaskFailure } from '@octavo/orchestrators';
import { canonicalJson, compileSchema } from '@octavo/orchestrators/language';
import type { CheckSignalRequest, SignalVerdict } from '../contracts/legacy-activities';
import { evaluationOf } from './evaluation';

/** `checkWaitSignal`: the `schema`, then the `where` of a wait. Never throws: a signal whose check fails is invalid. */
export function checkWaitSignal({ config, context, signal }: CheckSignalRequest): SignalVerdict {
  const violations = config.schema === undefined ? [] : compileSchema(config.schema).validate(signal.payload);
  if (violations.length > 0)
    return invalid(violations.map(({ path, message }) => `${path || 'payload'}: ${message}`).join('; '));
  const { evaluator, scope } = evaluationOf(context);
  const inner = scope.bind({ signal: asJson(signal) });
  try {
    if (config.where !== undefined && !evaluator.condition(config.where, inner)) return { kind: 'unmatched' };
    return { kind: 'accepted', key: canonicalJson(evaluator.value(config.distinctBy, inner)) };
  } catch (thrown) {
    if (thrown instanceof TaskFailure) return invalid(thrown.message);
    throw thrown;
  }
}

function invalid(reason: string): SignalVerdict {
  return { kind: 'invalid', reason };
}

function asJson(signal: ReceivedSignal): Json {
  return { ...signal };
}

import { restartHint } from '@octavo/orchestrators/model';
import { ActionError } from '../../action-error';

/** Why requests may not go to a host. */
export interface EgressRefusal {
  /** What `egress.deny` lists; absent: it lists nothing that matches, and `egress.allow` neither. */
  readonly rule?: string;
  /** What the name resolves to; empty where it was not resolved. */
  readonly addresses: readonly string[];
}

/** The egress rules do not let a request go there. */
export class EgressBlockedError extends ActionError {
  constructor(host: string, refusal: EgressRefusal) {
    super('HTTP_BLOCKED', `Requests may not go to ${host}: ${describe(refusal)}. ${restartHint}`, { retryable: false });
    this.name = 'EgressBlockedError';
  }
}

function describe({ rule, addresses }: EgressRefusal): string {
  const resolved = addresses.length === 0 ? '' : `it resolves to ${addresses.join(' and ')}, `;
  if (rule !== undefined)
    return `${resolved}${resolved === '' ? '' : 'and '}egress.deny in octavo.config.yaml lists ${rule}`;
  const isNotPublic = ['it is not a public address', 'which is not public', 'which are not public'];
  const reason = isNotPublic[Math.min(addresses.length, 2)];
  return `${resolved}${reason}; egress.allow in octavo.config.yaml allows addresses and names`;
}

import { ActionError } from '../../action-error';

/** The egress rules do not let a request go there. */
export class EgressBlockedError extends ActionError {
  constructor(host: string) {
    const hint = 'allow it by egress.allow in octavo.config.yaml';
    super('HTTP_BLOCKED', `Requests may not go to ${host}: it is not a public address (${hint}).`, {
      retryable: false,
    });
    this.name = 'EgressBlockedError';
  }
}

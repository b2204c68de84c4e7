import type { Attachment, Piggyback } from '@octavo/workflows';
import type { AlongRequest } from '../../contracts/along';
import { pack, replyIn } from '../carried';
import type { EvidenceCollector } from './evidence-collector';
import type { FlagWatch } from './flag-watch';

/** Sends evidence with the activities of a run, and receives the current flags with their replies. */
export class MigrationPiggyback implements Piggyback {
  readonly #who: Pick<AlongRequest, 'definition' | 'tenant'>;
  readonly #flags: FlagWatch;
  readonly #evidence: EvidenceCollector;

  constructor(who: Pick<AlongRequest, 'definition' | 'tenant'>, flags: FlagWatch, evidence: EvidenceCollector) {
    this.#who = who;
    this.#flags = flags;
    this.#evidence = evidence;
  }

  attach(): Attachment {
    const evidence = this.#evidence.take();
    const { revision } = this.#flags;
    const request: AlongRequest = {
      ...this.#who,
      ...(revision === undefined ? {} : { revision }),
      ...(evidence === undefined ? {} : { evidence }),
    };
    return {
      attached: pack(request),
      end: (attachedReply) => {
        const reply = attachedReply == null ? attachedReply : replyIn(attachedReply);
        if (reply != null) this.#flags.told(reply);
        if (evidence !== undefined && reply !== null && reply?.isRecorded !== true) this.#evidence.putBack(evidence);
      },
    };
  }
}

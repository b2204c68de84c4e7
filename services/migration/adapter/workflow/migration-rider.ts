import type { Rider, Trip } from '@octavo/workflows';
import type { AlongRequest } from '../../contracts/along';
import { pack, replyIn } from '../carried';
import type { EvidenceCollector } from './evidence-collector';
import type { FlagWatch } from './flag-watch';

/** Attaches evidence to the activities of a run, and takes the flags from their replies. */
export class MigrationRider implements Rider {
  readonly #who: Pick<AlongRequest, 'definition' | 'tenant'>;
  readonly #flags: FlagWatch;
  readonly #evidence: EvidenceCollector;

  constructor(who: Pick<AlongRequest, 'definition' | 'tenant'>, flags: FlagWatch, evidence: EvidenceCollector) {
    this.#who = who;
    this.#flags = flags;
    this.#evidence = evidence;
  }

  depart(): Trip {
    const evidence = this.#evidence.take();
    const { revision } = this.#flags;
    const request: AlongRequest = {
      ...this.#who,
      ...(revision === undefined ? {} : { revision }),
      ...(evidence === undefined ? {} : { evidence }),
    };
    return {
      along: pack(request),
      end: (attached) => {
        const reply = attached == null ? attached : replyIn(attached);
        if (reply != null) this.#flags.told(reply);
        if (evidence !== undefined && reply !== null && reply?.isRecorded !== true) this.#evidence.putBack(evidence);
      },
    };
  }
}

import type { AlongReply, AlongRequest } from './along';

/** What a worker has for runs that take part in a migration, beside what it adds to the other activities. */
export interface MigrationActivities {
  /** Takes evidence, gives flags: for a run whose flags are old and that has no other round trip to make. */
  tellFlags(request: AlongRequest): Promise<AlongReply>;
}

import type { MigrationConfig } from '@octavo/config';

/** For people, what says which engine runs a task: `both engines, by the rules in /srv/rollout`. */
export function describeMigration({ store, flags }: MigrationConfig): string {
  if (flags.kind !== 'store') return `both engines, by the flags of ${flags.path}`;
  return `both engines, by the rules in ${store.kind === 'folder' ? store.folder : 'Redis'}`;
}

/** Suffix of cases that are compared with hand-written workflows in a worker without the SDK's watchdog. */
export const UNWATCHED = ', without watchdog';

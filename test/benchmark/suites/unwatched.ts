/** What the names of cases end with that are held against workflows by hand in a worker without the watchdog of the SDK. */
export const UNWATCHED = ', without watchdog';

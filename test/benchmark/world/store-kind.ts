/** Where a worker keeps states. */
export const stores = ['memory', 'Redis'] as const;

export type StoreKind = (typeof stores)[number];

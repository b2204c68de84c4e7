/** The stores of a worker. */
export const stores = ['memory', 'Redis'] as const;

export type StoreKind = (typeof stores)[number];

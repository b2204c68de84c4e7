/** A value that is there now, or a promise of it. Whoever gets one may `await` it either way. */
export type Eventually<Value> = Value | Promise<Value>;

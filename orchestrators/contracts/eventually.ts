/** A value, or a promise of it. Use `await` in both cases. */
export type Eventually<Value> = Value | Promise<Value>;

/** The activities of the hand-written workflows. */
export interface HandActivities {
  echo(value: { readonly value: number }): Promise<{ readonly value: number }>;
}

/** The same work as the benchmark's action: returns its input. */
export const handActivities: HandActivities = {
  echo: async (value) => value,
};

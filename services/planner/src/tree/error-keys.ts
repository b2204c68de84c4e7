/** The keys of an error, as expressions see it. Source: definition-language, "Errors". */
export const errorKeys = {
  code: undefined,
  message: undefined,
  task: undefined,
  details: undefined,
  attempt: undefined,
};

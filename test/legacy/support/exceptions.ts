/** Facts that the old engine does not fulfil, with the reasons. */
export const EXCEPTIONS: Readonly<Record<string, string>> = {
  'a thousand items with pure bodies':
    '5,000 items take more than 50,000 events, since each has its own state and parent update, and the old engine does not continue as new',
  'very many rounds of pure work end well':
    '3,000 rounds take more than 50,000 events, since each needs an activity and its tasks have their own states',
  'the default of maxVisits is 1000':
    'a thousand visits of a loop take more than 30,000 events and several minutes; a smaller `maxVisits` works in the same way',
};

/** Raises timeouts: a few hundred milliseconds are less than the round trips of the old engine on a busy machine. */
export function withTimeToWrite(definition: object): object {
  return JSON.parse(JSON.stringify(definition).replaceAll(/"timeout":"\d+ms"/g, '"timeout":"15s"')) as object;
}

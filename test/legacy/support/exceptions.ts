/** What the old engine cannot do, and why. */
export const EXCEPTIONS: Readonly<Record<string, string>> = {
  'a thousand items with pure bodies':
    '5,000 items take more than 50,000 events when each has a state and a parent update of its own, and the old engine does not continue as new',
  'very many rounds of pure work end well':
    '3,000 rounds take more than 50,000 events when each asks an activity and its tasks have states of their own',
  'the default of maxVisits is 1000':
    'a thousand visits of a loop take more than 30,000 events and minutes; a smaller `maxVisits` is counted alike',
};

/** A timeout of a few hundred milliseconds is over before the old engine has made its round trips, on a busy machine too. */
export function withTimeToWrite(definition: object): object {
  return JSON.parse(JSON.stringify(definition).replaceAll(/"timeout":"\d+ms"/g, '"timeout":"15s"')) as object;
}

/**
 * Sorts stably. It is our own implementation, because the number of comparisons is charged and must not depend on the
 * JavaScript engine.
 */
export function sortStably<T>(items: readonly T[], compare: (left: T, right: T) => number): readonly T[] {
  if (items.length < 2) return items;
  const middle = items.length >> 1;
  return mergeSorted(sortStably(items.slice(0, middle), compare), sortStably(items.slice(middle), compare), compare);
}

function mergeSorted<T>(left: readonly T[], right: readonly T[], compare: (left: T, right: T) => number): readonly T[] {
  const merged: T[] = [];
  const [lefts, rights] = [left.values(), right.values()];
  let [first, second] = [lefts.next(), rights.next()];
  while (!first.done && !second.done) {
    if (compare(first.value, second.value) <= 0) {
      merged.push(first.value);
      first = lefts.next();
    } else {
      merged.push(second.value);
      second = rights.next();
    }
  }
  if (!first.done) merged.push(first.value, ...lefts);
  if (!second.done) merged.push(second.value, ...rights);
  return merged;
}

/**
 * Where a run stands among all, 0 to below 100: the same for the same key, for ever, and evenly spread. A run whose
 * position is below the percentage is in; so raising it never takes a run back out. It does not depend on the task type:
 * a run that is in for one type at 5 % is in for every type at 5 %, which keeps what may go wrong to few runs.
 */
export function stickyPosition(key: string): number {
  return (mix(fnv1a(key)) / 2 ** 32) * 100;
}

function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    hash = Math.imul(hash ^ (unit & 0xff), 0x01000193);
    hash = Math.imul(hash ^ (unit >>> 8), 0x01000193);
  }
  return hash;
}

/** The end of MurmurHash3: spreads to the high bits what FNV leaves in the low ones. */
function mix(hash: number): number {
  let mixed = hash;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

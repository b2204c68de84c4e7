/** The first 32 bits of the fractional parts of the `power`-th roots of the first primes, as FIPS 180-4 defines them. */
function fractionsOfRoots(count: number, power: number): readonly number[] {
  const fractions: number[] = [];
  for (let candidate = 2; fractions.length < count; candidate += 1) {
    if (isPrime(candidate)) fractions.push(fractionOf(candidate ** (1 / power)));
  }
  return fractions;
}

function isPrime(candidate: number): boolean {
  for (let divisor = 2; divisor * divisor <= candidate; divisor += 1) if (candidate % divisor === 0) return false;
  return true;
}

function fractionOf(value: number): number {
  return ((value - Math.floor(value)) * 2 ** 32) | 0;
}

const INITIAL = fractionsOfRoots(8, 2);
const ROUND_CONSTANTS = fractionsOfRoots(64, 3);
const BLOCK_BYTES = 64;

/** SHA-256 of bytes, in lower-case hexadecimal. */
export function sha256Hex(bytes: Uint8Array): string {
  const state = Int32Array.from(INITIAL);
  const padded = pad(bytes);
  const schedule = new Int32Array(64);
  for (let offset = 0; offset < padded.byteLength; offset += BLOCK_BYTES) {
    fillSchedule(schedule, padded, offset);
    mixBlock(state, schedule);
  }
  return Array.from(state, (word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
}

/** A UUID of version 8 (RFC 9562) from the SHA-256 of a seed: the same seed gives the same UUID. */
export function uuidFrom(seed: Uint8Array): string {
  const hex = sha256Hex(seed);
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 3) | 8).toString(16);
  const groups = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    variant + hex.slice(17, 20),
    hex.slice(20, 32),
  ];
  return groups.join('-');
}

function pad(bytes: Uint8Array): DataView {
  const length = Math.ceil((bytes.length + 9) / BLOCK_BYTES) * BLOCK_BYTES;
  const padded = new Uint8Array(length);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(length - 8, Math.floor(bytes.length / 2 ** 29));
  view.setUint32(length - 4, bytes.length << 3);
  return view;
}

function fillSchedule(schedule: Int32Array, block: DataView, offset: number): void {
  for (let at = 0; at < 16; at += 1) schedule[at] = block.getInt32(offset + at * 4);
  for (let at = 16; at < 64; at += 1) {
    const early = word(schedule, at - 15);
    const late = word(schedule, at - 2);
    const first = rotate(early, 7) ^ rotate(early, 18) ^ (early >>> 3);
    const second = rotate(late, 17) ^ rotate(late, 19) ^ (late >>> 10);
    schedule[at] = word(schedule, at - 16) + first + word(schedule, at - 7) + second;
  }
}

function mixBlock(state: Int32Array, schedule: Int32Array): void {
  const work = Int32Array.from(state);
  for (let round = 0; round < 64; round += 1) mixRound(work, word(ROUND_CONSTANTS, round) + word(schedule, round));
  for (let at = 0; at < 8; at += 1) state[at] = word(state, at) + word(work, at);
}

function mixRound(work: Int32Array, input: number): void {
  const [a, b, c] = [word(work, 0), word(work, 1), word(work, 2)];
  const e = word(work, 4);
  const choice = (e & word(work, 5)) ^ (~e & word(work, 6));
  const majority = (a & b) ^ (a & c) ^ (b & c);
  const first = word(work, 7) + (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)) + choice + input;
  const second = (rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) + majority;
  work.copyWithin(1, 0, 7);
  work[4] = word(work, 4) + first;
  work[0] = first + second;
}

function word(words: Int32Array | readonly number[], at: number): number {
  return words[at] ?? 0;
}

function rotate(value: number, bits: number): number {
  return (value >>> bits) | (value << (32 - bits));
}

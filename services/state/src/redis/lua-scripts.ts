/**
 * When a run is forgotten is one moment, which its keys and its entry in the index share. They are in different slots of a
 * cluster, so each side decides for itself, by the same rule: of all that it was told, the expiry of the highest rank counts,
 * and of those the latest. In whatever order and however often it is told, both come to the same.
 */
const SUPERSEDES = `
local function supersedes(rank, ms, currentRank, currentMs)
  if not currentMs then return true end
  if rank ~= currentRank then return rank > currentRank end
  return ms > currentMs
end
`;

/**
 * Writes one batch atomically. Each task state is stored as `epoch version T|A json`; the head alone decides whether a
 * state may be replaced (see `replaces` in stored-task-state.ts), so nothing is parsed here.
 *
 * KEYS: run hash, tasks hash, paths sorted set. ARGV: facts or '', rank of the expiry or '' where the batch says nothing of the
 * run itself, expiry in ms, until when an open run may expire without being extended in ms; then for each state: path, member
 * of the sorted set, epoch, version, 'T' or 'A', json. Answers the rank of a run whose expiry has to be extended, else ''.
 */
const WRITE_STATES = `
local run, tasks, paths = KEYS[1], KEYS[2], KEYS[3]
${SUPERSEDES}
local function replaces(current, epoch, version)
  if not current then return true end
  local e, v, kind = string.match(current, '^(%d+) (%d+) (%a) ')
  e, v = tonumber(e), tonumber(v)
  if epoch ~= e then return epoch > e end
  return kind == 'A' and version > v
end

if ARGV[1] ~= '' then redis.call('HSET', run, 'facts', ARGV[1]) end

for i = 5, #ARGV, 6 do
  local path, member, epoch, version, kind, json = ARGV[i], ARGV[i + 1], ARGV[i + 2], ARGV[i + 3], ARGV[i + 4], ARGV[i + 5]
  local key, field = tasks, path
  if path == '' then key, field = run, 'state' end
  if replaces(redis.call('HGET', key, field), tonumber(epoch), tonumber(version)) then
    redis.call('HSET', key, field, epoch .. ' ' .. version .. ' ' .. kind .. ' ' .. json)
    if path ~= '' then redis.call('ZADD', paths, 0, member) end
  end
end

local stored = redis.call('HGET', run, 'expiry')
local rank, expiry = string.match(stored or '', '^(%d+) (%d+)$')
rank, expiry = tonumber(rank), tonumber(expiry)
if ARGV[2] ~= '' and supersedes(tonumber(ARGV[2]), tonumber(ARGV[3]), rank, expiry) then
  rank, expiry = tonumber(ARGV[2]), tonumber(ARGV[3])
  redis.call('HSET', run, 'expiry', ARGV[2] .. ' ' .. ARGV[3])
end
local expiryText = string.format('%.0f', expiry or tonumber(ARGV[3]))
for _, key in ipairs(KEYS) do redis.call('PEXPIREAT', key, expiryText) end
local isOpen = rank and rank % 2 == 0
return isOpen and expiry < tonumber(ARGV[4]) and tostring(rank) or ''
`;

/** Takes runs out of the index. Redis's own clock says what has expired, as it does for the keys of a run. */
const FORGET = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local function forget(members)
  if #members == 0 then return end
  redis.call('ZREM', KEYS[1], unpack(members))
  redis.call('ZREM', KEYS[2], unpack(members))
  redis.call('HDEL', KEYS[3], unpack(members))
end
`;

/**
 * Keeps the index of runs, which lives in a slot of its own. KEYS: runs by start, runs by expiry, ranks of the expiries. ARGV:
 * member, start in ms or '' where it is not known, rank, expiry in ms. Forgets up to 100 runs that have expired.
 */
const INDEX_RUN = `
${SUPERSEDES}
${FORGET}
if ARGV[2] ~= '' then redis.call('ZADD', KEYS[1], ARGV[2], ARGV[1]) end
local rank, expiry = redis.call('HGET', KEYS[3], ARGV[1]), redis.call('ZSCORE', KEYS[2], ARGV[1])
if supersedes(tonumber(ARGV[3]), tonumber(ARGV[4]), tonumber(rank), rank and tonumber(expiry)) then
  redis.call('ZADD', KEYS[2], ARGV[4], ARGV[1])
  redis.call('HSET', KEYS[3], ARGV[1], ARGV[3])
end
forget(redis.call('ZRANGEBYSCORE', KEYS[2], '-inf', now, 'LIMIT', 0, 100))
`;

/** Forgets those of the given runs that have expired. KEYS: as above. ARGV: members, not more than a page. */
const FORGET_RUNS = `
${FORGET}
local expired = {}
for _, member in ipairs(ARGV) do
  local expiry = redis.call('ZSCORE', KEYS[2], member)
  if not expiry or tonumber(expiry) <= now then table.insert(expired, member) end
end
forget(expired)
`;

type Arguments = readonly (string | number)[];

/** The commands that the store of states adds to a connection; the keys come first. */
export interface StateCommands {
  /** Answers the rank of a run whose expiry has to be extended, else ''. */
  octavoWriteStates(run: string, tasks: string, paths: string, ...args: Arguments): Promise<string>;
  octavoIndexRun(byStart: string, byExpiry: string, ranks: string, ...args: Arguments): Promise<null>;
  octavoForgetRuns(byStart: string, byExpiry: string, ranks: string, ...members: readonly string[]): Promise<null>;
}

export const stateScripts = {
  octavoWriteStates: { lua: WRITE_STATES, numberOfKeys: 3 },
  octavoIndexRun: { lua: INDEX_RUN, numberOfKeys: 3 },
  octavoForgetRuns: { lua: FORGET_RUNS, numberOfKeys: 3 },
} as const;

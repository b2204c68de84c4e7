/**
 * The keys of a run and its entry in the index expire at the same time. They are in different slots of a cluster, so each
 * side decides by the same rule: of all expiries that it received, the one with the highest rank counts, and of those the
 * latest. The result does not depend on their order or on repetitions.
 */
const SUPERSEDES = `
local function supersedes(rank, ms, currentRank, currentMs)
  if not currentMs then return true end
  if rank ~= currentRank then return rank > currentRank end
  return ms > currentMs
end
`;

/**
 * Writes one batch atomically. Each task state is stored as `epoch version T|A json`. The part before the JSON decides
 * whether a state is replaced (see `replaces` in stored-task-state.ts), so the script parses no JSON.
 *
 * KEYS: run hash, tasks hash, paths sorted set. ARGV: facts or ''; rank of the expiry, or '' if the batch has no data of the
 * run itself; expiry in ms; the time in ms before which the expiry of an open run must be extended; then for each state:
 * path, member of the sorted set, epoch, version, 'T' or 'A', json. Returns the rank of a run whose expiry must be extended,
 * else ''.
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

/** Removes runs from the index. Redis's clock decides which have expired, as for the keys of a run. */
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
 * Updates the index of runs, which has its own slot. KEYS: runs by start, runs by expiry, ranks of the expiries. ARGV:
 * member, start in ms or '' if it is unknown, rank, expiry in ms. Removes up to 100 expired runs.
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

/** Removes those of the given runs that have expired. KEYS: as above. ARGV: members, not more than a page. */
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

/** The commands that the store adds to a connection. Their first arguments are keys. */
export interface StateCommands {
  /** Returns the rank of a run whose expiry must be extended, else ''. */
  octavoWriteStates(run: string, tasks: string, paths: string, ...args: Arguments): Promise<string>;
  octavoIndexRun(byStart: string, byExpiry: string, ranks: string, ...args: Arguments): Promise<null>;
  octavoForgetRuns(byStart: string, byExpiry: string, ranks: string, ...members: readonly string[]): Promise<null>;
}

export const stateScripts = {
  octavoWriteStates: { lua: WRITE_STATES, numberOfKeys: 3 },
  octavoIndexRun: { lua: INDEX_RUN, numberOfKeys: 3 },
  octavoForgetRuns: { lua: FORGET_RUNS, numberOfKeys: 3 },
} as const;

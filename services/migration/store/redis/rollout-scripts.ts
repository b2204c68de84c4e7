/**
 * Writes rules whose revision is one above the current one, with their audit entry, and notifies watchers. The time of the
 * last change never decreases, even if the clocks of writers differ. Returns 1, or 0 after a conflict.
 *
 * - KEYS: rules hash, audit sorted set, channel.
 * - ARGV: revision, rules, audit entry, time of the change in ms, maximum number of entries.
 */
const COMMIT = `
local current = tonumber(redis.call('HGET', KEYS[1], 'revision') or '0')
if tonumber(ARGV[1]) ~= current + 1 then return 0 end
local before = redis.call('HGET', KEYS[1], 'changedAt')
local changedAt = ARGV[4]
if before and tonumber(before) > tonumber(changedAt) then changedAt = before end
redis.call('HSET', KEYS[1], 'revision', ARGV[1], 'rules', ARGV[2], 'changedAt', changedAt)
redis.call('ZADD', KEYS[2], ARGV[1], ARGV[3])
redis.call('ZREMRANGEBYRANK', KEYS[2], 0, -(tonumber(ARGV[5]) + 1))
redis.call('PUBLISH', KEYS[3], ARGV[1])
return 1
`;

/**
 * Counts a batch of evidence once. The time from which it counts is that of `countsFrom` in periods.ts. Returns 1, or 0 if
 * the batch was already counted.
 *
 * - KEYS: id seen, rules hash, last legacy hash, then of the period: counters, groups, examples.
 * - ARGV: now, start of the period, retention of the id, retention of evidence (all in ms), maximum of groups, maximum of
 *   examples; then three lists, each with its length before it: types of the old engine; counter, increment; group, group to
 *   use if there are too many, example.
 */
const RECORD = `
if not redis.call('SET', KEYS[1], '1', 'NX', 'PX', ARGV[3]) then return 0 end

local now, from = tonumber(ARGV[1]), ARGV[2]
local changedAt = redis.call('HGET', KEYS[2], 'changedAt')
if changedAt and tonumber(changedAt) > tonumber(from) and tonumber(changedAt) <= now then from = changedAt end

local at = 7
local function eachOf(width, visit)
  local count = tonumber(ARGV[at])
  at = at + 1
  for _ = 1, count do
    visit(ARGV[at], ARGV[at + 1], ARGV[at + 2])
    at = at + width
  end
end

eachOf(1, function(type)
  if now > tonumber(redis.call('HGET', KEYS[3], type) or '0') then redis.call('HSET', KEYS[3], type, ARGV[1]) end
end)

eachOf(2, function(counter, by)
  redis.call('HINCRBY', KEYS[4], from .. ' ' .. counter, by)
end)

eachOf(3, function(group, overflow, example)
  local field = from .. ' ' .. group
  local hasRoom = redis.call('HEXISTS', KEYS[5], field) == 1 or redis.call('HLEN', KEYS[5]) < tonumber(ARGV[5])
  if not hasRoom then field = from .. ' ' .. overflow end
  local number = redis.call('HINCRBY', KEYS[5], field, 1)
  if number <= tonumber(ARGV[6]) then redis.call('HSET', KEYS[6], number .. ' ' .. field, example) end
end)

for index = 4, 6 do redis.call('PEXPIRE', KEYS[index], ARGV[4]) end
return 1
`;

/**
 * Reads hashes of which most do not exist: a window of seven days has 2,016 periods.
 * KEYS: the hashes. Answers the number of each that exists, with its fields and values.
 */
const READ_HASHES = `
local found = {}
for index, key in ipairs(KEYS) do
  local hash = redis.call('HGETALL', key)
  if #hash > 0 then found[#found + 1] = { index, hash } end
end
return found
`;

type Arguments = readonly (string | number)[];

/** The commands that a rollout adds to a connection; the keys come first. */
export interface RolloutCommands {
  octavoCommitRules(rules: string, audit: string, channel: string, ...args: Arguments): Promise<number>;
  octavoRecordEvidence(...keysAndArgs: Arguments): Promise<number>;
  octavoReadHashes(
    numberOfKeys: number,
    ...keys: readonly string[]
  ): Promise<readonly (readonly [index: number, fieldsAndValues: readonly string[]])[]>;
}

export const rolloutScripts = {
  octavoCommitRules: { lua: COMMIT, numberOfKeys: 3 },
  octavoRecordEvidence: { lua: RECORD, numberOfKeys: 6 },
  octavoReadHashes: { lua: READ_HASHES },
} as const;

/**
 * Writes one batch atomically. Each task state is stored as `epoch version T|A json`; the head alone decides whether a
 * state may be replaced (see `replaces` in stored-task-state.ts), so nothing is parsed here.
 *
 * KEYS: run hash, tasks hash, paths sorted set. ARGV: ttl of an ended run in ms, ttl of an open one, facts or '',
 * then for each state: path, member of the sorted set, epoch, version, 'T' or 'A', json.
 */
export const WRITE_STATES = `
local run, tasks, paths = KEYS[1], KEYS[2], KEYS[3]

local function replaces(current, epoch, version)
  if not current then return true end
  local e, v, kind = string.match(current, '^(%d+) (%d+) (%a) ')
  e, v = tonumber(e), tonumber(v)
  if epoch ~= e then return epoch > e end
  return kind == 'A' and version > v
end

if ARGV[3] ~= '' then redis.call('HSET', run, 'facts', ARGV[3]) end

for i = 4, #ARGV, 6 do
  local path, member, epoch, version, kind, json = ARGV[i], ARGV[i + 1], ARGV[i + 2], ARGV[i + 3], ARGV[i + 4], ARGV[i + 5]
  local key, field = tasks, path
  if path == '' then key, field = run, 'state' end
  if replaces(redis.call('HGET', key, field), tonumber(epoch), tonumber(version)) then
    redis.call('HSET', key, field, epoch .. ' ' .. version .. ' ' .. kind .. ' ' .. json)
    if path ~= '' then redis.call('ZADD', paths, 0, member) end
  end
end

local state = redis.call('HGET', run, 'state')
local ended = state and string.match(state, '^%d+ %d+ (%a)') == 'T'
local ttl = ended and ARGV[1] or ARGV[2]
for _, key in ipairs(KEYS) do redis.call('PEXPIRE', key, ttl) end
return ended and 1 or 0
`;

/**
 * Keeps the index of runs, which lives in a slot of its own. KEYS: runs by start, runs by expiry. ARGV: member, start
 * in ms, now in ms, expiry in ms. Forgets up to 100 runs that have expired.
 */
export const INDEX_RUN = `
redis.call('ZADD', KEYS[1], ARGV[2], ARGV[1])
redis.call('ZADD', KEYS[2], ARGV[4], ARGV[1])
local expired = redis.call('ZRANGEBYSCORE', KEYS[2], '-inf', ARGV[3], 'LIMIT', 0, 100)
if #expired > 0 then
  redis.call('ZREM', KEYS[1], unpack(expired))
  redis.call('ZREM', KEYS[2], unpack(expired))
end
return #expired
`;

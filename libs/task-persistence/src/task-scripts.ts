import { RedisScript } from '#redis';

/** `KEYS`: task hash, index of active tasks. `ARGV`: task id, created at, then field and value by turns. */
export const createTask = new RedisScript<0 | 1>(`
if redis.call('HEXISTS', KEYS[1], 'job') == 1 then return 0 end
for i = 3, #ARGV, 2 do redis.call('HSETNX', KEYS[1], ARGV[i], ARGV[i + 1]) end
redis.call('ZADD', KEYS[2], ARGV[2], ARGV[1])
return 1
`);

/**
 * `KEYS`: task hash, index of active tasks. `ARGV`: task id, created at, fence, attempt, worker, now.
 * Gives the milliseconds that earlier runs took (a lost one counts up to its last sign of life), or -1 when fenced.
 */
export const openRun = new RedisScript<number>(`
local old = redis.call('HMGET', KEYS[1], 'fence', 'opened_at', 'last_at', 'spent_ms', 'created_at')
if tonumber(ARGV[3]) < tonumber(old[1] or 0) then return -1 end
local spent = tonumber(old[4] or 0)
if old[2] and tonumber(old[1]) < tonumber(ARGV[3]) then
  spent = spent + math.max(0, tonumber(old[3]) - tonumber(old[2]))
end
redis.call('HSET', KEYS[1], 'status', 'running', 'fence', ARGV[3], 'attempt', ARGV[4], 'worker', ARGV[5],
  'opened_at', ARGV[6], 'last_at', ARGV[6], 'spent_ms', spent)
redis.call('HSETNX', KEYS[1], 'started_at', ARGV[6])
redis.call('HDEL', KEYS[1], 'error', 'summary', 'outcome', 'finished_at')
redis.call('PERSIST', KEYS[1])
redis.call('ZADD', KEYS[2], old[5] or ARGV[2], ARGV[1])
return spent
`);

/**
 * The one way in which an event comes to be: fence check, number, stream, state, lifetimes and publication in one step.
 *
 * `KEYS`: task hash, event stream, index of active tasks. `ARGV`: task id, channel, fence, now, body (JSON),
 * kind of the event (`live`, `pause`, `final`), seconds that events are kept, seconds that a finished state is kept,
 * how many events are kept, the newest number that the writer knows of (a Redis that lost its last second must not
 * give numbers out twice), then the fields of the state that the event changes, with values by turns.
 * Gives the event's number; -1 when fenced or finished; the last number when an ending is repeated.
 */
export const appendEvent = new RedisScript<number>(`
local old = redis.call('HMGET', KEYS[1], 'fence', 'status', 'seq', 'attempt', 'opened_at', 'finished_at')
if tonumber(ARGV[3]) < tonumber(old[1] or 0) then return -1 end
if old[6] then
  if ARGV[6] == 'final' then return tonumber(old[3] or 0) end
  return -1
end
local seq = math.max(tonumber(old[3] or 0), tonumber(ARGV[10])) + 1
local attempt = old[4] or '0'
redis.call('XADD', KEYS[2], 'MAXLEN', '~', ARGV[9], seq .. '-0', 'a', attempt, 't', ARGV[4], 'e', ARGV[5])
redis.call('EXPIRE', KEYS[2], ARGV[7])
redis.call('HSET', KEYS[1], 'seq', seq, 'fence', ARGV[3], 'last_at', ARGV[4])
if #ARGV > 10 then redis.call('HSET', KEYS[1], unpack(ARGV, 11)) end
if ARGV[6] ~= 'live' and old[5] then
  redis.call('HINCRBY', KEYS[1], 'spent_ms', math.max(0, tonumber(ARGV[4]) - tonumber(old[5])))
  redis.call('HDEL', KEYS[1], 'opened_at')
end
if ARGV[6] == 'final' then
  redis.call('EXPIRE', KEYS[1], ARGV[8])
  redis.call('ZREM', KEYS[3], ARGV[1])
end
redis.call('PUBLISH', ARGV[2], seq .. ' ' .. attempt .. ' ' .. ARGV[4] .. ' ' .. ARGV[5])
return seq
`);

/** `KEYS`: task hash. `ARGV`: fence, now. Gives `nil` when unknown, else fenced (0 or 1), cancel requested, keep partial. */
export const beat = new RedisScript<[number, string | null, string | null] | null>(`
local state = redis.call('HMGET', KEYS[1], 'job', 'fence', 'cancel_requested', 'keep_partial')
if not state[1] or not state[2] then return nil end
if tonumber(ARGV[1]) < tonumber(state[2]) then return { 1, '0', '0' } end
redis.call('HSET', KEYS[1], 'last_at', ARGV[2])
return { 0, state[3], state[4] }
`);

/** `KEYS`: task hash. `ARGV`: keep partial (0 or 1). */
export const requestCancel = new RedisScript<0 | 1>(`
if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
redis.call('HSET', KEYS[1], 'cancel_requested', '1', 'keep_partial', ARGV[1])
return 1
`);

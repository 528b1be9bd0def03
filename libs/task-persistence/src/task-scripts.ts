import { RedisScript } from '#redis';

/** `KEYS`: task hash, index of active tasks. `ARGV`: task id, created at, then field and value by turns. */
export const createTask = new RedisScript<0 | 1>(`
if redis.call('HEXISTS', KEYS[1], 'job') == 1 then return 0 end
for i = 3, #ARGV, 2 do redis.call('HSETNX', KEYS[1], ARGV[i], ARGV[i + 1]) end
redis.call('ZADD', KEYS[2], ARGV[2], ARGV[1])
return 1
`);

/**
 * The one way in which events come to be: numbered after `seq`, stored and published in the order of `ARGV[first]` to
 * `ARGV[last]` (JSON). Gives the newest number.
 */
const APPEND = `
local function append(seq, attempt, now, first, last, event)
  for i = first, last do
    seq = seq + 1
    redis.call('XADD', event.stream, 'MAXLEN', '~', event.kept, seq .. '-0', 'a', attempt, 't', now, 'e', ARGV[i])
    redis.call('PUBLISH', event.channel, seq .. ' ' .. attempt .. ' ' .. now .. ' ' .. ARGV[i])
  end
  redis.call('EXPIRE', event.stream, event.seconds)
  return seq
end
`;

/**
 * `KEYS`: task hash, index of active tasks, event stream. `ARGV`: task id, now, fence, attempt, worker, started at,
 * channel, seconds that events are kept, how many of them, the newest number that the writer knows of, the first event
 * of the run (empty for none), how many of what follows are fields of the new task, those, then the fields that the event
 * changes; names and values by turns.
 * Gives the milliseconds that earlier runs took (a lost one counts up to its last sign of life), or -1 when fenced; and
 * the newest number.
 */
export const openRun = new RedisScript<[spentMs: number, seq: number]>(`${APPEND}
local changed = 13 + ARGV[12]
if changed > 13 and redis.call('HEXISTS', KEYS[1], 'job') == 0 then
  for i = 13, changed - 1, 2 do redis.call('HSETNX', KEYS[1], ARGV[i], ARGV[i + 1]) end
end
local old = redis.call('HMGET', KEYS[1], 'fence', 'opened_at', 'last_at', 'spent_ms', 'created_at', 'seq', 'started_at')
if tonumber(ARGV[3]) < tonumber(old[1] or 0) then return { -1, 0 } end
local spent = tonumber(old[4] or 0)
if old[2] and tonumber(old[1]) < tonumber(ARGV[3]) then
  spent = spent + math.max(0, tonumber(old[3]) - tonumber(old[2]))
end
local seq = tonumber(old[6] or 0)
if ARGV[11] ~= '' then
  seq = append(math.max(seq, tonumber(ARGV[10])), ARGV[4], ARGV[2], 11, 11,
    { stream = KEYS[3], channel = ARGV[7], seconds = ARGV[8], kept = ARGV[9] })
end
redis.call('HSET', KEYS[1], 'status', 'running', 'fence', ARGV[3], 'attempt', ARGV[4], 'worker', ARGV[5],
  'opened_at', ARGV[6], 'last_at', ARGV[6], 'started_at', old[7] or ARGV[6], 'spent_ms', spent, 'seq', seq,
  unpack(ARGV, changed))
redis.call('HDEL', KEYS[1], 'error', 'summary', 'outcome', 'finished_at')
redis.call('PERSIST', KEYS[1])
redis.call('ZADD', KEYS[2], old[5] or ARGV[2], ARGV[1])
return { spent, seq }
`);

/**
 * Fence check, numbers, stream, state, lifetimes and publication of a run's next events, in one step.
 *
 * `KEYS`: task hash, event stream, index of active tasks. `ARGV`: task id, channel, fence, now, kind of the last event
 * (`live`, `pause`, `final`), seconds that events are kept, seconds that a finished state is kept, how many events are
 * kept, the newest number that the writer knows of (a Redis that lost its last second must not give numbers out twice),
 * how many events, those (JSON), then the fields of the state that they change, with values by turns.
 * Gives the newest number; -1 when fenced or finished; the last number when an ending is repeated.
 */
export const appendEvents = new RedisScript<number>(`${APPEND}
local old = redis.call('HMGET', KEYS[1], 'fence', 'status', 'seq', 'attempt', 'opened_at', 'finished_at')
if tonumber(ARGV[3]) < tonumber(old[1] or 0) then return -1 end
if old[6] then
  if ARGV[5] == 'final' then return tonumber(old[3] or 0) end
  return -1
end
local changed = 11 + ARGV[10]
local seq = append(math.max(tonumber(old[3] or 0), tonumber(ARGV[9])), old[4] or '0', ARGV[4], 11, changed - 1,
  { stream = KEYS[2], channel = ARGV[2], seconds = ARGV[6], kept = ARGV[8] })
redis.call('HSET', KEYS[1], 'seq', seq, 'fence', ARGV[3], 'last_at', ARGV[4], unpack(ARGV, changed))
if ARGV[5] ~= 'live' and old[5] then
  redis.call('HINCRBY', KEYS[1], 'spent_ms', math.max(0, tonumber(ARGV[4]) - tonumber(old[5])))
  redis.call('HDEL', KEYS[1], 'opened_at')
end
if ARGV[5] == 'final' then
  redis.call('EXPIRE', KEYS[1], ARGV[7])
  redis.call('ZREM', KEYS[3], ARGV[1])
end
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

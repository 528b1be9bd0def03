import { RedisScript } from '#redis';
import type { KeptWire } from './event-wire.js';
import { APPEND, KEEP_FINISHED, LOWER_SHARES } from './lua-parts.js';

/**
 * `KEYS`: task hash, index of active tasks, shares, unrecorded tasks. `ARGV`: task id, created at, whose share it is, when
 * the history should know it (empty where it does), then field and value by turns. What the history does not know stands in no
 * other index.
 * Gives whether the task is new, and the share that counts it.
 */
export const createTask = new RedisScript<[isNew: 0 | 1, share: number]>(`
local old = redis.call('HMGET', KEYS[1], 'job', 'finished_at')
if old[1] or old[2] then
  return { 0, tonumber(redis.call('HGET', KEYS[3], ARGV[3]) or 0) }
end
redis.call('HSET', KEYS[1], unpack(ARGV, 5))
if ARGV[4] == '' then
  redis.call('ZADD', KEYS[2], ARGV[2], ARGV[1])
else
  redis.call('ZADD', KEYS[4], ARGV[4], ARGV[1])
end
return { 1, redis.call('HINCRBY', KEYS[3], ARGV[3], 1) }
`);

/**
 * `KEYS`: task hash, index of active tasks, shares. `ARGV`: task id, now, fence, attempt, worker, started at, seconds that
 * events are kept, how many of them, the newest number that the writer knows of, the first event of the run (empty for
 * none), whose share the task is, how many of what follows are fields of the new task, those, then the fields that the
 * event changes; names and values by turns.
 * Gives the milliseconds that earlier runs took (a lost one counts up to its last sign of life), or -1 when fenced; and
 * the newest number.
 */
export const openRun = new RedisScript<[spentMs: number, seq: number]>(`${APPEND}
local changed = 13 + ARGV[12]
local isNew = changed > 13 and redis.call('HEXISTS', KEYS[1], 'job') == 0
if isNew then redis.call('HSET', KEYS[1], unpack(ARGV, 13, changed - 1)) end
local old = redis.call('HMGET', KEYS[1], 'fence', 'opened_at', 'last_at', 'spent_ms', 'created_at', 'seq', 'started_at',
  'finished_at')
if tonumber(ARGV[3]) < tonumber(old[1] or 0) then return { -1, 0 } end
if isNew or old[8] then redis.call('HINCRBY', KEYS[3], ARGV[11], 1) end
local spent = tonumber(old[4] or 0)
if old[2] and tonumber(old[1]) < tonumber(ARGV[3]) then
  spent = spent + math.max(0, tonumber(old[3]) - tonumber(old[2]))
end
local seq = tonumber(old[6] or 0)
if ARGV[10] ~= '' then
  seq = append(KEYS[1], math.max(seq, tonumber(ARGV[9])), ARGV[4], ARGV[2], 10, 10, ARGV[7], ARGV[8])
end
redis.call('HSET', KEYS[1], 'status', 'running', 'fence', ARGV[3], 'attempt', ARGV[4], 'worker', ARGV[5],
  'opened_at', ARGV[6], 'last_at', ARGV[6], 'started_at', old[7] or ARGV[6], 'spent_ms', spent, 'seq', seq,
  unpack(ARGV, changed))
redis.call('HDEL', KEYS[1], 'error', 'summary', 'outcome', 'finished_at', 'ending')
redis.call('PERSIST', KEYS[1])
redis.call('ZADD', KEYS[2], old[5] or ARGV[2], ARGV[1])
return { spent, seq }
`);

/**
 * Fence check, numbers, events, state, lifetimes and publication of the next events of runs, in one step.
 *
 * `KEYS`: index of active tasks, shares, finished tasks. `ARGV`: now, seconds that events are kept, how many of a task,
 * seconds that a finished state is kept, how many of them, what comes before the id in the key of a task; then for each
 * run: task id, fence, kind of the last event (`live`, `pause`, `final`), the newest number that the writer knows of
 * (a Redis that lost its last second must not give numbers out twice), how many events, those (JSON), how many fields of the
 * state and values they change, those by turns.
 * Gives of each the newest number; -1 when fenced or finished; the last number when an ending is repeated.
 */
export const appendEvents = new RedisScript<number[]>(`${APPEND}${KEEP_FINISHED}${LOWER_SHARES}
local now = ARGV[1]
local finished, shares = {}, {}

local function appendTo(id, fence, kind, known, first, last, changed)
  local task = ARGV[6] .. id
  local old = redis.call('HMGET', task, 'fence', 'seq', 'attempt', 'opened_at', 'finished_at', 'queue', 'submitter')
  if tonumber(fence) < tonumber(old[1] or 0) then return -1 end
  if old[5] then return kind == 'final' and tonumber(old[2] or 0) or -1 end
  local seq = append(task, math.max(tonumber(old[2] or 0), tonumber(known)), old[3] or '0', now, first, last, ARGV[2], ARGV[3])
  redis.call('HSET', task, 'seq', seq, 'fence', fence, 'last_at', now, unpack(ARGV, last + 2, changed))
  if kind ~= 'live' and old[4] then
    redis.call('HINCRBY', task, 'spent_ms', math.max(0, tonumber(now) - tonumber(old[4])))
    redis.call('HDEL', task, 'opened_at')
  end
  if kind == 'final' then
    redis.call('ZREM', KEYS[1], id)
    redis.call('EXPIRE', task, ARGV[4])
    finished[#finished + 1] = id
    if old[6] then
      local share = old[6] .. ' ' .. old[7]
      shares[share] = (shares[share] or 0) + 1
    end
  end
  return seq
end

local numbers, at = {}, 7
while at <= #ARGV do
  local last = at + 4 + ARGV[at + 4]
  local changed = last + 1 + ARGV[last + 1]
  numbers[#numbers + 1] = appendTo(ARGV[at], ARGV[at + 1], ARGV[at + 2], ARGV[at + 3], at + 5, last, changed)
  at = changed + 1
end
lowerShares(KEYS[2], shares)
keepFinished(ARGV[6], KEYS[3], finished, tonumber(ARGV[5]))
return numbers
`);

/**
 * `KEYS`: task hash, events, shares, then the indexes that it may stand in. `ARGV`: task id. What has not ended counts for its
 * submitter no longer.
 */
export const removeTask = new RedisScript<null>(`${LOWER_SHARES}
local old = redis.call('HMGET', KEYS[1], 'queue', 'submitter', 'finished_at')
if old[1] and not old[3] then lowerShares(KEYS[3], { [old[1] .. ' ' .. old[2]] = 1 }) end
redis.call('UNLINK', KEYS[1], KEYS[2])
for i = 4, #KEYS do redis.call('ZREM', KEYS[i], ARGV[1]) end
`);

/** `KEYS`: index of active tasks, unrecorded tasks, shares. What was miscounted while a store was away ends where nobody waits. */
export const forgetShares = new RedisScript<number>(`
return redis.call('EXISTS', KEYS[1], KEYS[2]) == 0 and redis.call('DEL', KEYS[3]) or 0
`);

/**
 * `KEYS`: task hash, events. `ARGV`: a number. Gives the events after it; where numbers were left out, older ones as well. Of
 * a task that `endFirstRuns` ended there are none, but its ending, status and the instant of it.
 */
export const readEvents = new RedisScript<KeptWire>(`
local state = redis.call('HMGET', KEYS[1], 'seq', 'ending', 'status', 'finished_at')
local after = tonumber(state[1] or 0) - tonumber(ARGV[1])
if after <= 0 then return { {}, false, false, false } end
return { redis.call('LRANGE', KEYS[2], -after, -1), state[2], state[3], state[4] }
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

/** `KEYS`: task hashes. Gives a JSON list of the fields of each; a task that is unknown has none. */
export const readStates = new RedisScript<string>(`
local states = {}
for place, key in ipairs(KEYS) do
  local flat, fields = redis.call('HGETALL', key), {}
  for i = 1, #flat, 2 do fields[flat[i]] = flat[i + 1] end
  states[place] = fields
end
return cjson.encode(states)
`);

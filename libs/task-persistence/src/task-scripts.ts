import { RedisScript } from '#redis';
import type { KeptWire } from './event-wire.js';

/**
 * `KEYS`: task hash, index of active tasks, shares, unrecorded tasks. `ARGV`: task id, created at, whose share it is, when
 * the history should know it (empty where it does), then field and value by turns. What the history does not know stands in no
 * other index.
 * Gives whether the task is new, and the share that counts it.
 */
export const createTask = new RedisScript<[isNew: 0 | 1, share: number]>(`
if redis.call('HEXISTS', KEYS[1], 'job') == 1 then
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
 * The one way in which events come to be: numbered after `seq`, kept and published in the order of `ARGV[first]` to
 * `ARGV[last]` (JSON). Gives the newest number.
 */
const APPEND = `
local function append(task, seq, attempt, now, first, last, seconds, kept)
  local list = task .. ':events'
  local before = ' ' .. attempt .. ' ' .. now .. ' '
  for i = first, last do
    seq = seq + 1
    local message = seq .. before .. ARGV[i]
    if redis.call('RPUSH', list, message) > tonumber(kept) then redis.call('LPOP', list) end
    redis.call('PUBLISH', task .. ':live', message)
  end
  redis.call('EXPIRE', list, seconds)
  return seq
end
`;

/** Notes which tasks have ended, and lets go at once of those that ended before the last ones. */
const KEEP_FINISHED = `
local function keepFinished(prefix, list, ids, kept)
  if #ids == 0 then return end
  local surplus = redis.call('RPUSH', list, unpack(ids)) - kept
  if surplus <= 0 then return end
  local gone = {}
  for _, id in ipairs(redis.call('LPOP', list, math.min(surplus, 2000))) do
    local oldest = prefix .. id
    if redis.call('HEXISTS', oldest, 'finished_at') == 1 then
      gone[#gone + 1] = oldest
      gone[#gone + 1] = oldest .. ':events'
    end
  end
  if #gone > 0 then redis.call('UNLINK', unpack(gone)) end
end
`;

/** Tasks of a submitter in a queue that are unfinished no more. */
const LOWER_SHARES = `
local function lowerShares(shares, ended)
  for share, count in pairs(ended) do
    if redis.call('HINCRBY', shares, share, -count) <= 0 then redis.call('HDEL', shares, share) end
  end
end
`;

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
 * Ends tasks of which nobody opened a run and the history does not decide yet. Their events go without saying: what is
 * published has no body, and whoever hears its number finds the events missing and asks for them. No value is longer than
 * the 64 bytes up to which Redis keeps a hash in one piece, if the job says little.
 *
 * `KEYS`: index of active tasks, shares, unrecorded tasks, unrecorded endings. `ARGV`: now, what comes before the id in the key
 * of a task; then for each task: id, worker, started at, when others should put it on record, how many events it has, status,
 * finished at, ending as `EndingWire` says.
 * Gives of each whether it has ended so, now or before.
 */
export const endFirstRuns = new RedisScript<(0 | 1)[]>(`${LOWER_SHARES}
local answers, ended, due, shares = {}, {}, {}, {}
local told = ' 1 ' .. ARGV[1] .. ' {}'
for i = 3, #ARGV, 8 do
  local id, worker, startedAt, recordAt, seq, status, finishedAt, ending = unpack(ARGV, i, i + 7)
  local task = ARGV[2] .. id
  local old = redis.call('HMGET', task, 'behind', 'finished_at', 'queue', 'submitter')
  answers[#answers + 1] = old[1] and 1 or 0
  if old[1] and not old[2] then
    redis.call('HSET', task, 'status', status, 'seq', seq, 'worker', worker, 'started_at', startedAt, 'finished_at', finishedAt,
      'ending', ending)
    redis.call('PUBLISH', task .. ':live', seq .. told)
    ended[#ended + 1] = id
    due[#due + 1] = recordAt
    due[#due + 1] = id
    local share = old[3] .. ' ' .. old[4]
    shares[share] = (shares[share] or 0) + 1
  end
end
if #ended > 0 then
  redis.call('ZREM', KEYS[1], unpack(ended))
  redis.call('ZREM', KEYS[3], unpack(ended))
  redis.call('ZADD', KEYS[4], unpack(due))
  lowerShares(KEYS[2], shares)
end
return answers
`);

/**
 * `KEYS`: unrecorded tasks, unrecorded endings. `ARGV`: now, instant until which they are not given out again, how many, the
 * instant before which unfinished ones were due that are given out while there are endings, what comes before the id in the
 * key of a task, the names of its fields.
 * Gives of each its id and the values of the fields.
 */
export const takeUnrecorded = new RedisScript<[taskId: string, values: (string | null)[]][]>(`
local taken = {}
local function take(due, before)
  for _, id in ipairs(redis.call('ZRANGEBYSCORE', due, '-inf', before, 'LIMIT', 0, ARGV[3] - #taken)) do
    local values = redis.call('HMGET', ARGV[5] .. id, unpack(ARGV, 6))
    if values[1] then
      redis.call('ZADD', due, ARGV[2], id)
      taken[#taken + 1] = { id, values }
    else
      redis.call('ZREM', due, id)
    end
  end
end
take(KEYS[2], ARGV[1])
take(KEYS[1], redis.call('EXISTS', KEYS[2]) == 1 and ARGV[4] or ARGV[1])
return taken
`);

/**
 * `KEYS`: unrecorded tasks, unrecorded endings, finished tasks, index of active tasks. `ARGV`: seconds that a finished state is kept, how many of them,
 * what comes before the id in the key of a task, how many of the following have ended, their ids, then of the others id and
 * the status in which the history has it by turns. An ending stands for good, so nobody has to look whether it is still true.
 */
export const confirmRecorded = new RedisScript<null>(`${KEEP_FINISHED}
local finished, last = {}, 4 + ARGV[4]
for i = 5, last do
  local task = ARGV[3] .. ARGV[i]
  if redis.call('HDEL', task, 'behind', 'payload') > 0 then
    redis.call('EXPIRE', task, ARGV[1])
    finished[#finished + 1] = ARGV[i]
  end
end
if last > 4 then
  redis.call('ZREM', KEYS[1], unpack(ARGV, 5, last))
  redis.call('ZREM', KEYS[2], unpack(ARGV, 5, last))
end
for i = last + 1, #ARGV, 2 do
  local state = redis.call('HMGET', ARGV[3] .. ARGV[i], 'status', 'created_at')
  if state[1] == ARGV[i + 1] and redis.call('ZREM', KEYS[1], ARGV[i]) == 1 then
    redis.call('ZADD', KEYS[4], 'NX', state[2], ARGV[i])
  end
end
keepFinished(ARGV[3], KEYS[3], finished, tonumber(ARGV[2]))
`);

/**
 * `KEYS`: task hash, unrecorded tasks, unrecorded endings. `ARGV`: task id, the names of its fields. Gives their values, or
 * `nil` where the history has the task. Whoever took the mark away may not have put the task on record yet, so that alone
 * is no sign of it.
 */
export const handOver = new RedisScript<(string | null)[] | null>(`
local isBehind = redis.call('HDEL', KEYS[1], 'behind') == 1
local isDue = redis.call('ZSCORE', KEYS[2], ARGV[1]) or redis.call('ZSCORE', KEYS[3], ARGV[1])
if not isBehind and not isDue then return nil end
return redis.call('HMGET', KEYS[1], unpack(ARGV, 2))
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

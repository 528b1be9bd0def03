import { RedisScript } from '#redis';
import { KEEP_FINISHED, LOWER_SHARES } from './lua-parts.js';

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
 * `KEYS`: unrecorded tasks, unrecorded endings, finished tasks, index of active tasks. `ARGV`: seconds that a finished state is
 * kept, how many of them, what comes before the id in the key of a task, how many of the following have ended, their ids, then of
 * the others id and the status in which the history has it by turns. An ending stands for good, so nobody has to look whether it
 * is still true. A task that was handed over has the mark no more, and is kept by its last event.
 */
export const confirmRecorded = new RedisScript<null>(`${KEEP_FINISHED}
local finished, last = {}, 4 + ARGV[4]
for i = 5, last do
  local task = ARGV[3] .. ARGV[i]
  if redis.call('HDEL', task, 'behind', 'payload') == 2 then
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

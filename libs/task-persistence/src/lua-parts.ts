/**
 * The one way in which events come to be: numbered after `seq`, kept and published in the order of `ARGV[first]` to
 * `ARGV[last]` (JSON). Gives the newest number.
 */
export const APPEND = `
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
export const KEEP_FINISHED = `
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
export const LOWER_SHARES = `
local function lowerShares(shares, ended)
  for share, count in pairs(ended) do
    if redis.call('HINCRBY', shares, share, -count) <= 0 then redis.call('HDEL', shares, share) end
  end
end
`;

-- Puts errands on the queue. An errand that is there already is never delayed by this, only hastened;
-- one that is being attended to comes again afterwards.
-- KEYS: ready, later, errands, again
-- ARGV: for each errand: id, 0 or when to look at it first (ms since 1970, to come), errand; an errand is lane, due in 13 digits, payload,
-- and what is ready is scored by its first 14 digits.
-- Returns how many were not there before, and 1 where something is ready now and somebody has looked for work in vain since the last put:
-- whoever is idle has to be woken. As long as nobody has, the last member of ready is a mark that whoever looks in vain takes away.
-- Its name is longer than 64 bytes, so that Redis keeps ready as a skip list also while it is short: a list would be searched from its start.
local call, args = redis.call, ARGV
local ready, later, errands, again = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local behindAll, nobodyIdle = '9000000000000000', '!---------------------------------------------------------------------'

if not args[4] and args[2] == '0' and call('HSET', errands, args[1], args[3]) == 1 then
  -- Nearly always: one, new, for now.
  return {1, call('ZADD', ready, string.sub(args[3], 1, 14), args[1], behindAll, nobodyIdle) - 1}
end

-- Of those that are to be ready, score and id; and how many of them are not yet.
local placed, n, unplaced = {}, 0, 0
local added = 0
for i = 1, #args, 3 do
  local id, notBefore, errand = args[i], args[i + 1], args[i + 2]
  local isNew = call('HSET', errands, id, errand) == 1
  local waiting, isReady = false, false
  if isNew then
    added = added + 1
  else
    -- Those before it in this very call have to be in their places.
    if n > 0 then
      call('ZADD', ready, unpack(placed))
      placed, n, unplaced = {}, 0, 0
    end
    waiting = call('ZSCORE', later, id)
    isReady = not waiting and call('ZSCORE', ready, id)
  end

  if not (isNew or waiting or isReady) then
    local wish = call('HGET', again, id)
    if not wish or tonumber(wish) > tonumber(notBefore) then
      call('HSET', again, id, notBefore)
    end
  elseif notBefore == '0' or isReady then
    if waiting then
      call('ZREM', later, id)
    end
    if not isReady then
      unplaced = unplaced + 1
    end
    placed[n + 1], placed[n + 2] = string.sub(errand, 1, 14), id
    n = n + 2
  elseif not waiting or tonumber(notBefore) < tonumber(waiting) then
    call('ZADD', later, notBefore, id)
  end
end

if n == 0 then
  return {added, 0}
end
placed[n + 1], placed[n + 2] = behindAll, nobodyIdle
return {added, call('ZADD', ready, unpack(placed)) - unplaced}

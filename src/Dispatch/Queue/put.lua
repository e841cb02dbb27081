-- Puts errands on the queue. An errand that is there already is never delayed by this, only hastened;
-- one that is being attended to comes again afterwards.
-- KEYS: ready, later, errands, again
-- ARGV: for each errand: id, 0 or when to look at it first (ms since 1970, to come), errand; an errand is lane, due in 13 digits, payload,
-- and what is ready is scored by its first 14 digits.
-- Returns how many were not there before, and 1 where nothing was ready before and something is now: whoever is idle has to be woken.
local call, args = redis.call, ARGV
local ready, later, errands, again = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local wasReady = call('EXISTS', ready)
local added, placed, isReady = 0, {}, 0

for i = 1, #args, 3 do
  local id, notBefore, errand = args[i], args[i + 1], args[i + 2]
  local isNew = call('HSET', errands, id, errand)
  added = added + isNew

  local waiting, isPlaced = false, isNew == 1
  if not isPlaced then
    -- Those before it in this very call have to be in their places.
    if placed[1] then
      call('ZADD', ready, unpack(placed))
      placed = {}
    end
    waiting = call('ZSCORE', later, id)
    isPlaced = waiting or call('ZSCORE', ready, id)
  end

  if not isPlaced then
    local wish = call('HGET', again, id)
    if not wish or tonumber(wish) > tonumber(notBefore) then
      call('HSET', again, id, notBefore)
    end
  elseif notBefore == '0' or (isNew == 0 and not waiting) then
    if waiting then
      call('ZREM', later, id)
    end
    isReady = 1
    placed[#placed + 1] = string.sub(errand, 1, 14)
    placed[#placed + 1] = id
  elseif not waiting or tonumber(notBefore) < tonumber(waiting) then
    call('ZADD', later, notBefore, id)
  end
end
if placed[1] then
  call('ZADD', ready, unpack(placed))
end
return {added, isReady > wasReady and 1 or 0}

-- Puts errands on the queue. An errand that is there already is never delayed by this, only hastened;
-- one that is being attended to comes again afterwards.
-- KEYS: ready, later, errands, again
-- ARGV: now, then for each errand: id, lane, due, not before, payload (times in ms since 1970)
-- Returns how many were not there before, and 1 where nothing was ready before and something is now: whoever is idle has to be woken.
local ready, later, errands, again = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local now = tonumber(ARGV[1])
local wasReady = redis.call('EXISTS', ready) == 1
local added, isReady, placed = 0, false, {}

-- Lua takes only so many arguments at once.
local function place(most)
  if #placed > most then
    redis.call('ZADD', ready, unpack(placed))
    placed = {}
  end
end

local function makeReady(id, lane, due)
  placed[#placed + 1] = string.format('%.0f', lane * 1e13 + due)
  placed[#placed + 1] = id
  isReady = true
  place(1000)
end

local function putAgain(id, lane, due, notBefore, packed)
  local waiting = redis.call('ZSCORE', later, id)
  if waiting then
    notBefore = math.min(notBefore, tonumber(waiting))
    if notBefore > now then
      redis.call('ZADD', later, notBefore, id)
    else
      redis.call('ZREM', later, id)
      makeReady(id, lane, due)
    end
  elseif redis.call('ZSCORE', ready, id) then
    makeReady(id, lane, due)
  else
    local wish = redis.call('HGET', again, id)
    if not wish or tonumber(wish) > notBefore then
      redis.call('HSET', again, id, notBefore)
    end
  end
  redis.call('HSET', errands, id, packed)
end

for i = 2, #ARGV, 5 do
  local id, lane, due, notBefore = ARGV[i], tonumber(ARGV[i + 1]), tonumber(ARGV[i + 2]), tonumber(ARGV[i + 3])
  local packed = ARGV[i + 1] .. '|' .. ARGV[i + 2] .. '|' .. ARGV[i + 4]
  if redis.call('HSETNX', errands, id, packed) == 0 then
    place(0)
    putAgain(id, lane, due, notBefore, packed)
  else
    added = added + 1
    if notBefore > now then
      redis.call('ZADD', later, notBefore, id)
    else
      makeReady(id, lane, due)
    end
  end
end
place(0)
return {added, (isReady and not wasReady) and 1 or 0}

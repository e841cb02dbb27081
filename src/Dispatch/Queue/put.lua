-- Puts errands on the queue. An errand that is there already is never delayed by this, only hastened;
-- one that is being attended to comes again afterwards.
-- KEYS: lane 0..3, later, errands, leased, again
-- ARGV: now, then for each errand: id, lane, due, not before, payload (times in ms since 1970)
-- Returns how many were not there before.
local later, errands, leased, again = KEYS[5], KEYS[6], KEYS[7], KEYS[8]
local now = tonumber(ARGV[1])
local added = 0

local function place(id, lane, due, notBefore)
  if notBefore > now then
    redis.call('ZADD', later, notBefore, id)
  else
    redis.call('ZREM', later, id)
    redis.call('ZADD', KEYS[lane + 1], due, id)
  end
end

for i = 2, #ARGV, 5 do
  local id, lane, due, notBefore, payload = ARGV[i], tonumber(ARGV[i + 1]), ARGV[i + 2], tonumber(ARGV[i + 3]), ARGV[i + 4]
  local packed = lane .. '|' .. due .. '|' .. payload
  local before = redis.call('HGET', errands, id)
  if not before then
    added = added + 1
    redis.call('HSET', errands, id, packed)
    place(id, lane, due, notBefore)
  elseif redis.call('ZSCORE', leased, id) then
    local wish = redis.call('HGET', again, id)
    if not wish or tonumber(wish) > notBefore then
      redis.call('HSET', again, id, notBefore)
    end
    redis.call('HSET', errands, id, packed)
  else
    local waiting = redis.call('ZSCORE', later, id)
    if waiting and tonumber(waiting) < notBefore then
      notBefore = tonumber(waiting)
    elseif not waiting then
      notBefore = 0
    end
    local oldLane = tonumber(string.sub(before, 1, 1))
    if oldLane ~= lane then
      redis.call('ZREM', KEYS[oldLane + 1], id)
    end
    if before ~= packed then
      redis.call('HSET', errands, id, packed)
    end
    place(id, lane, due, notBefore)
  end
end
return added

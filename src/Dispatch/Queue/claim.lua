-- Claims the most pressing errands: those whose lease ran out are returned and those whose time has come are moved up first.
-- KEYS: lane 0..3, later, errands, leased, tokens, fence
-- ARGV: now, how many, lease of an emergency, lease of others (ms), first and last lane, every how manieth claim begins with the lowest lane
-- Returns id, fencing token, errand, … for each; an errand is lane|due|payload.
local later, errands, leased, tokens, fence = KEYS[5], KEYS[6], KEYS[7], KEYS[8], KEYS[9]
local now, wanted = tonumber(ARGV[1]), tonumber(ARGV[2])
local firstLane, lastLane, lowestEvery = tonumber(ARGV[5]), tonumber(ARGV[6]), tonumber(ARGV[7])

local function moveUp(id)
  local errand = redis.call('HGET', errands, id)
  if errand then
    local lane, due = string.match(errand, '^(%d)|(%d+)|')
    redis.call('ZADD', KEYS[tonumber(lane) + 1], due, id)
  end
end

for _, id in ipairs(redis.call('ZRANGEBYSCORE', leased, '-inf', now, 'LIMIT', 0, 100)) do
  redis.call('ZREM', leased, id)
  redis.call('HDEL', tokens, id)
  moveUp(id)
end
for _, id in ipairs(redis.call('ZRANGEBYSCORE', later, '-inf', now, 'LIMIT', 0, 100)) do
  redis.call('ZREM', later, id)
  moveUp(id)
end

local claimed = {}
local function take(lane, most)
  if most <= 0 then
    return 0
  end
  local taken = 0
  local popped = redis.call('ZPOPMIN', KEYS[lane + 1], most)
  for i = 1, #popped, 2 do
    local id = popped[i]
    local errand = redis.call('HGET', errands, id)
    if errand then
      local token = redis.call('INCR', fence)
      local lease = tonumber(lane == 0 and ARGV[3] or ARGV[4])
      redis.call('ZADD', leased, now + lease, id)
      redis.call('HSET', tokens, id, token)
      claimed[#claimed + 1] = id
      claimed[#claimed + 1] = token
      claimed[#claimed + 1] = errand
      taken = taken + 1
    end
  end
  return taken
end

local turn = tonumber(redis.call('GET', fence) or '0') + 1
if lastLane > firstLane and turn % lowestEvery == 0 then
  -- Nobody starves: emergencies have a worker of their own, so the lowest lane may go first now and then.
  local lane = lastLane
  while lane >= firstLane and take(lane, 1) == 0 do
    lane = lane - 1
  end
  wanted = wanted - (lane >= firstLane and 1 or 0)
end
for lane = firstLane, lastLane do
  wanted = wanted - take(lane, wanted)
end
return claimed

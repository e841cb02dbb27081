-- Claims the most pressing errands: those whose lease ran out are returned and those whose time has come are moved up first.
-- KEYS: ready, later, errands, leased, again, fence
-- ARGV: now, how many, lease of an emergency, lease of others (ms), first and last lane, every how manieth claim is of the lowest lane
-- Returns id, fencing token, errand, … for each; an errand is lane|due|payload, a lease token:id, and what is ready is scored lane * 1e13 + due.
local ready, later, errands, leased, again, fence = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5], KEYS[6]
local now, wanted = tonumber(ARGV[1]), tonumber(ARGV[2])
local firstLane, lastLane, lowestEvery = tonumber(ARGV[5]), tonumber(ARGV[6]), tonumber(ARGV[7])

local function moveUp(id)
  local errand = redis.call('HGET', errands, id)
  if errand then
    local lane, due = string.match(errand, '^(%d)|(%d+)|')
    redis.call('ZADD', ready, string.format('%.0f', lane * 1e13 + due), id)
  end
end

for _, lease in ipairs(redis.call('ZRANGEBYSCORE', leased, '-inf', now, 'LIMIT', 0, 100)) do
  local id = string.match(lease, '^%d+:(.*)$')
  redis.call('ZREM', leased, lease)
  redis.call('HDEL', again, id)
  moveUp(id)
end
for _, id in ipairs(redis.call('ZRANGEBYSCORE', later, '-inf', now, 'LIMIT', 0, 100)) do
  redis.call('ZREM', later, id)
  moveUp(id)
end

local ids = {}

local function takeOf(first, last, most)
  if most <= 0 then
    return
  end
  local found = redis.call('ZRANGEBYSCORE', ready, string.format('%.0f', first * 1e13), string.format('(%.0f', (last + 1) * 1e13), 'LIMIT', 0, most)
  if #found > 0 then
    redis.call('ZREM', ready, unpack(found))
    for _, id in ipairs(found) do
      ids[#ids + 1] = id
    end
  end
end

if lastLane > firstLane then
  -- Nobody starves: emergencies have a worker of their own, so the lowest lane may go first now and then, once in so many claims however they are made.
  local turn = tonumber(redis.call('GET', fence) or '0')
  local turns = math.floor((turn + wanted) / lowestEvery) - math.floor(turn / lowestEvery)
  for lane = lastLane, firstLane + 1, -1 do
    takeOf(lane, lane, turns - #ids)
  end
end
if firstLane == 0 and lastLane == 3 then
  if wanted > #ids then
    local popped = redis.call('ZPOPMIN', ready, wanted - #ids)
    for i = 1, #popped, 2 do
      ids[#ids + 1] = popped[i]
    end
  end
else
  takeOf(firstLane, lastLane, wanted - #ids)
end
if #ids == 0 then
  return {}
end

local found = redis.call('HMGET', errands, unpack(ids))
local token = redis.call('INCRBY', fence, #ids) - #ids
local claimed, leases = {}, {}
for i, id in ipairs(ids) do
  local errand = found[i]
  if errand then
    token = token + 1
    leases[#leases + 1] = now + tonumber(string.sub(errand, 1, 1) == '0' and ARGV[3] or ARGV[4])
    leases[#leases + 1] = string.format('%.0f:%s', token, id)
    claimed[#claimed + 1] = id
    claimed[#claimed + 1] = token
    claimed[#claimed + 1] = errand
  end
end
if #leases > 0 then
  redis.call('ZADD', leased, unpack(leases))
end
return claimed

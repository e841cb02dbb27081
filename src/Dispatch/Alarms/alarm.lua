-- Puts together what is known here and what the caller knows of an alarm. Of two events of one key the first stays.
-- KEYS: the alarm's events, the region's open alarms, by what each open alarm is known
-- ARGV: id, milliseconds to keep it, 1 where it is to be raised, how many names, the names, then key and event of each
-- Returns: where one of the names is an open alarm's already and this one is to be raised, that one's id alone; else id, then key and event of all.
local alarm, open, names = KEYS[1], KEYS[2], KEYS[3]
local id, count = ARGV[1], tonumber(ARGV[4])

if ARGV[3] == '1' and redis.call('EXISTS', alarm) == 0 then
  for i = 5, 4 + count do
    local other = redis.call('HGET', names, ARGV[i])
    if other and other ~= id and redis.call('SISMEMBER', open, other) == 1 then
      return {other}
    end
  end
end

for i = 5 + count, #ARGV, 2 do
  redis.call('HSETNX', alarm, ARGV[i], ARGV[i + 1])
end
redis.call('PEXPIRE', alarm, ARGV[2])

local isOver = redis.call('HEXISTS', alarm, 'stood-down') == 1
if redis.call('HEXISTS', alarm, 'closed') == 1 then
  for i = 5, 4 + count do
    if redis.call('HGET', names, ARGV[i]) == id then
      redis.call('HDEL', names, ARGV[i])
    end
  end
else
  for i = 5, 4 + count do
    redis.call('HSET', names, ARGV[i], id)
  end
end
if isOver then
  redis.call('SREM', open, id)
else
  redis.call('SADD', open, id)
end

local all = redis.call('HGETALL', alarm)
table.insert(all, 1, id)
return all

-- Puts together what is known here and what the caller knows of a summons. Of two answers to one round the first stays.
-- KEYS: summons
-- ARGV: the summons as it was raised, round, the summons with the answer of that round, the summons as it ended or empty, seconds to keep it
-- Returns: as raised, with the answer (or empty), as it ended (or empty).
local key = KEYS[1]
redis.call('HSETNX', key, 'raised', ARGV[1])
local round = tonumber(redis.call('HGET', key, 'round') or '0')
if tonumber(ARGV[2]) > round and redis.call('HEXISTS', key, 'ended') == 0 then
  redis.call('HSET', key, 'round', ARGV[2])
  redis.call('HSET', key, 'answered', ARGV[3])
end
if ARGV[4] ~= '' then
  redis.call('HSETNX', key, 'ended', ARGV[4])
end
redis.call('EXPIRE', key, ARGV[5])
return {
  redis.call('HGET', key, 'raised'),
  redis.call('HGET', key, 'answered') or '',
  redis.call('HGET', key, 'ended') or '',
}

-- Keeps a state under the next version, if the version kept is the one that was read.
-- KEYS: the state's hash. ARGV: version read (0 for none), state, milliseconds to keep it.
local version = tonumber(redis.call('HGET', KEYS[1], 'version') or '0')
if version ~= tonumber(ARGV[1]) then
  return 0
end
redis.call('HSET', KEYS[1], 'version', version + 1, 'state', ARGV[2])
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return 1

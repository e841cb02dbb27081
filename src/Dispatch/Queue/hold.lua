-- Heartbeat: prolongs a lease that is still held.
-- KEYS: leased, tokens
-- ARGV: id, token, until when (ms since 1970)
-- Returns 1, or 0 where the errand belongs to somebody else by now.
if redis.call('HGET', KEYS[2], ARGV[1]) ~= ARGV[2] then
  return 0
end
redis.call('ZADD', KEYS[1], ARGV[3], ARGV[1])
return 1

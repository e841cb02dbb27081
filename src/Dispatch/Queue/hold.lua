-- Heartbeat: prolongs leases that are still held.
-- KEYS: leased
-- ARGV: for each claim: id, token, until when (ms since 1970)
-- Returns for each 1, or 0 where the errand belongs to somebody else by now.
local held = {}
for i = 1, #ARGV, 3 do
  local lease = ARGV[i + 1] .. ':' .. ARGV[i]
  if redis.call('ZSCORE', KEYS[1], lease) then
    redis.call('ZADD', KEYS[1], ARGV[i + 2], lease)
    held[#held + 1] = 1
  else
    held[#held + 1] = 0
  end
end
return held

-- KEYS: ready, later, leased
-- Returns how many errands are ready in each lane, wait for later, and are in somebody's hands.
local counts = {}
for lane = 0, 3 do
  counts[lane + 1] = redis.call('ZCOUNT', KEYS[1], string.format('%.0f', lane * 1e13), string.format('(%.0f', (lane + 1) * 1e13))
end
counts[5] = redis.call('ZCARD', KEYS[2])
-- Without the mark behind all (exchange.lua).
counts[6] = redis.call('ZCOUNT', KEYS[3], '-inf', '(9000000000000000')
return counts

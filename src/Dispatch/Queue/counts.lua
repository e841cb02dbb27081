-- KEYS: any number of sorted sets
-- Returns how many members each has.
local counts = {}
for i = 1, #KEYS do
  counts[i] = redis.call('ZCARD', KEYS[i])
end
return counts

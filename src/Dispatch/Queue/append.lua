-- Appends to a log, if it is as long as the writer knows it; else gives what the writer has not seen.
-- KEYS: the log. ARGV: length known, milliseconds to keep it, then the entries.
-- Answers 1, or 0 and the entries after the length known.
local known = tonumber(ARGV[1])
if redis.call('LLEN', KEYS[1]) ~= known then
  local unseen = redis.call('LRANGE', KEYS[1], known, -1)
  table.insert(unseen, 1, '0')
  return unseen
end
for i = 3, #ARGV do
  redis.call('RPUSH', KEYS[1], ARGV[i])
end
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return {'1'}

-- Ends claims. An errand that was put again meanwhile, or that is wanted later, stays; the others are gone.
-- KEYS: lane 0..3, later, errands, leased, tokens, again
-- ARGV: now, then for each claim: id, token, when it is wanted again (ms since 1970) or 0 for never, its payload from now on
-- Returns how many were still held; the others belong to somebody else and are left alone.
local later, errands, leased, tokens, again = KEYS[5], KEYS[6], KEYS[7], KEYS[8], KEYS[9]
local now = tonumber(ARGV[1])
local held = 0
for i = 2, #ARGV, 4 do
  local id, token, wanted, payload = ARGV[i], ARGV[i + 1], tonumber(ARGV[i + 2]), ARGV[i + 3]
  if redis.call('HGET', tokens, id) == token then
    held = held + 1
    redis.call('ZREM', leased, id)
    redis.call('HDEL', tokens, id)
    local lane, due = string.match(redis.call('HGET', errands, id), '^(%d)|(%d+)|')
    local wish = redis.call('HGET', again, id)
    if wish then
      -- Whoever put it meanwhile also said with which payload.
      redis.call('HDEL', again, id)
      wish = tonumber(wish)
      if wanted == 0 or wish < wanted then
        wanted = math.max(wish, 1)
      end
    elseif wanted > 0 then
      redis.call('HSET', errands, id, lane .. '|' .. due .. '|' .. payload)
    end
    if wanted == 0 then
      redis.call('HDEL', errands, id)
    elseif wanted > now then
      redis.call('ZADD', later, wanted, id)
    else
      redis.call('ZADD', KEYS[tonumber(lane) + 1], due, id)
    end
  end
end
return held

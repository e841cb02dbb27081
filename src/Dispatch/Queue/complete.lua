-- Ends claims. An errand that was put again meanwhile, or that is wanted later, stays; the others are gone.
-- KEYS: ready, later, errands, leased, again
-- ARGV: now, then for each claim: id, token, when it is wanted again (ms since 1970) or 0 for never, its payload from now on
-- Returns how many were still held; the others belong to somebody else and are left alone.
local ready, later, errands, leased, again = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5]
local now = tonumber(ARGV[1])
local held, gone = 0, {}

local function keep(id, wanted, payload)
  local errand = redis.call('HGET', errands, id)
  local lane, due = string.match(errand, '^(%d)|(%d+)|')
  if payload then
    redis.call('HSET', errands, id, lane .. '|' .. due .. '|' .. payload)
  end
  if wanted > now then
    redis.call('ZADD', later, wanted, id)
  else
    redis.call('ZADD', ready, string.format('%.0f', lane * 1e13 + due), id)
  end
end

for i = 2, #ARGV, 4 do
  local id, wanted = ARGV[i], tonumber(ARGV[i + 2])
  if redis.call('ZREM', leased, ARGV[i + 1] .. ':' .. id) == 1 then
    held = held + 1
    local wish = redis.call('HGET', again, id)
    if wish then
      -- Whoever put it meanwhile also said with which payload.
      redis.call('HDEL', again, id)
      wish = tonumber(wish)
      keep(id, (wanted == 0 or wish < wanted) and wish or wanted, nil)
    elseif wanted > 0 then
      keep(id, wanted, ARGV[i + 3])
    else
      gone[#gone + 1] = id
    end
  end
end
if #gone > 0 then
  redis.call('HDEL', errands, unpack(gone))
end
return held

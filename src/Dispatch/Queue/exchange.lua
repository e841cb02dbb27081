-- Ends claims and makes the next ones, the most pressing errands first. An ended errand that was put again meanwhile, or that is wanted
-- later, stays; the others are gone. Before claiming, errands whose lease ran out are returned and those whose time has come are moved up.
-- KEYS: ready, later, errands, leased, again, fence
-- ARGV: now, how many to claim, how many of them begin with the lowest lane, 10 * first lane + last lane, until when an emergency is leased,
-- until when others are (ms since 1970), 1 to look at the timers though there is enough to claim;
-- then for each claim that ends: id, token, and where it is wanted again: when, in 13 digits, and its payload from now on.
-- Returns how many ended claims were still held (the others belong to somebody else and are left alone), the token of the new claims, and
-- id and errand for each. A lease is token:id; see put.lua for an errand, for how the ready ones are scored, and for the last member of ready.
-- This script is most of what an order costs Redis, and much of that are the tables and functions that it makes: one order by itself is
-- claimed and ended without any. Numbers go to Redis as text.
local call, args = redis.call, ARGV
local ready, later, errands, leased, again = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5]
local behindAll, nobodyIdle = '9000000000000000', '!---------------------------------------------------------------------'
local now, firstEnded = args[1], 8
local held = 0

if args[firstEnded] then
  local hasWishes = call('EXISTS', again) == 1
  if not hasWishes and not args[firstEnded + 3] and args[firstEnded + 2] == '' then
    held = call('ZREM', leased, args[firstEnded + 1] .. ':' .. args[firstEnded])
    if held == 1 then
      call('HDEL', errands, args[firstEnded])
    end
  else
    local gone = {}
    for i = firstEnded, #args, 3 do
      local id, wantedAgain = args[i], args[i + 2]
      if call('ZREM', leased, args[i + 1] .. ':' .. id) == 1 then
        held = held + 1
        local wish = hasWishes and call('HGET', again, id)
        if not wish and wantedAgain == '' then
          gone[#gone + 1] = id
        else
          local place, when = string.sub(call('HGET', errands, id), 1, 14), string.sub(wantedAgain, 1, 13)
          if wish then
            -- Whoever put it meanwhile also said with which payload.
            call('HDEL', again, id)
            when = (when == '' or tonumber(wish) < tonumber(when)) and wish or when
          else
            call('HSET', errands, id, place .. string.sub(wantedAgain, 14))
          end
          if tonumber(when) > tonumber(now) then
            call('ZADD', later, when, id)
          else
            call('ZADD', ready, place, id)
          end
        end
      end
    end
    if gone[1] then
      call('HDEL', errands, unpack(gone))
    end
  end
end

if args[2] == '0' then
  return {held, 0}
end

local wanted, turns, first, last = tonumber(args[2]), tonumber(args[3]), math.floor(args[4] / 10), args[4] % 10
local isLooking, hasLooked = args[7] == '1', false
local ids, n = {}, 0

repeat
  if isLooking then
    hasLooked = true
    -- As with ready: with such a member leased is a skip list, however short.
    call('ZADD', leased, behindAll, nobodyIdle)
    local moved = call('ZRANGEBYSCORE', leased, '-inf', now, 'LIMIT', '0', '100')
    if moved[1] then
      call('ZREM', leased, unpack(moved))
      for i, lease in ipairs(moved) do
        moved[i] = string.match(lease, '^%d+:(.*)$')
      end
      call('HDEL', again, unpack(moved))
    end
    local due = call('ZRANGEBYSCORE', later, '-inf', now, 'LIMIT', '0', '100')
    if due[1] then
      call('ZREM', later, unpack(due))
      for _, id in ipairs(due) do
        moved[#moved + 1] = id
      end
    end
    if moved[1] then
      for i, errand in ipairs(call('HMGET', errands, unpack(moved))) do
        if errand then
          call('ZADD', ready, string.sub(errand, 1, 14), moved[i])
        end
      end
    end
  end

  -- First from the lowest lanes upwards for those that begin there, then of whatever is first.
  for lane = last, first, -1 do
    local most = (lane > first and turns or wanted) - n
    if most > 0 then
      local found
      if lane == 0 and last == 3 then
        local lastRank = most == 1 and '0' or most - 1
        found = call('ZRANGE', ready, '0', lastRank)
        if found[1] then
          call('ZREMRANGEBYRANK', ready, '0', lastRank)
        end
      else
        local highest = lane > first and lane or last
        found = call('ZRANGEBYSCORE', ready, lane .. '0000000000000', '(' .. highest + 1 .. '0000000000000', 'LIMIT', '0', most)
        if found[1] then
          call('ZREM', ready, unpack(found))
        end
      end
      for i = 1, #found do
        if found[i] ~= nobodyIdle then
          n = n + 1
          ids[n] = found[i]
        end
      end
    end
  end
  isLooking = n < wanted and not hasLooked
until not isLooking

if n < wanted and last == 3 then
  call('ZREM', ready, nobodyIdle)
end
if n == 0 then
  return {held, 0}
end

local token = call('INCR', KEYS[6])
if n == 1 then
  local errand = call('HGET', errands, ids[1])
  if errand then
    call('ZADD', leased, string.byte(errand) == 48 and args[5] or args[6], token .. ':' .. ids[1])
    return {held, token, ids[1], errand}
  end
  return {held, token}
end
local answer, leases, prefix = {held, token}, {}, token .. ':'
for i, errand in ipairs(call('HMGET', errands, unpack(ids))) do
  if errand then
    leases[#leases + 1] = string.byte(errand) == 48 and args[5] or args[6]
    leases[#leases + 1] = prefix .. ids[i]
    answer[#answer + 1] = ids[i]
    answer[#answer + 1] = errand
  end
end
if leases[1] then
  call('ZADD', leased, unpack(leases))
end
return answer

-- Ends claims and makes the next ones, the most pressing errands first. An ended errand that was put again meanwhile, or that is wanted
-- later, stays; the others are gone. Before claiming, errands whose lease ran out are returned and those whose time has come are moved up.
-- KEYS: ready, later, errands, leased, again, fence
-- ARGV: now, how many to claim, how many of them begin with the lowest lane, 10 * first lane + last lane, until when an emergency is leased,
-- until when others are (ms since 1970), 1 to look at the timers though there is enough to claim;
-- then for each claim that ends: id, token, and where it is wanted again: when, in 13 digits, and its payload from now on.
-- Returns how many ended claims were still held (the others belong to somebody else and are left alone), the token of the new claims, and
-- id and errand for each. A lease is token:id; see put.lua for an errand and for how the ready ones are scored.
-- This script is most of what an order costs Redis: numbers go to it as text, and what is seldom needed is not made beforehand.
local call, args = redis.call, ARGV
local ready, later, errands, leased, again = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5]
local now, firstEnded = args[1], 8
local answer = {0, 0}

if args[firstEnded] then
  local ids, gone, held = {}, {}, 0
  for i = firstEnded, #args, 3 do
    ids[#ids + 1] = args[i]
  end
  local wishes = call('HMGET', again, unpack(ids))
  for i = 1, #ids do
    local id, of = ids[i], firstEnded + (i - 1) * 3
    if call('ZREM', leased, args[of + 1] .. ':' .. id) == 1 then
      held = held + 1
      local wish, wantedAgain = wishes[i], args[of + 2]
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
  answer[1] = held
end

local wanted = tonumber(args[2])
if wanted == 0 then
  return answer
end

local ids, isLooking = {}, args[7] == '1'
if not isLooking and args[3] == '0' and args[4] == '3' then
  -- Nearly always: whatever is first.
  local lastRank = wanted == 1 and '0' or string.format('%d', wanted - 1)
  ids = call('ZRANGE', ready, '0', lastRank)
  if ids[1] then
    call('ZREMRANGEBYRANK', ready, '0', lastRank)
  end
end

if #ids < wanted then
  local function moveUp(those)
    local placed = {}
    for i, errand in ipairs(call('HMGET', errands, unpack(those))) do
      if errand then
        placed[#placed + 1] = string.sub(errand, 1, 14)
        placed[#placed + 1] = those[i]
      end
    end
    if #placed > 0 then
      call('ZADD', ready, unpack(placed))
    end
  end

  local function lookAtTimers()
    local over = call('ZRANGEBYSCORE', leased, '-inf', now, 'LIMIT', '0', '100')
    if #over > 0 then
      call('ZREM', leased, unpack(over))
      for i, lease in ipairs(over) do
        over[i] = string.match(lease, '^%d+:(.*)$')
      end
      call('HDEL', again, unpack(over))
      moveUp(over)
    end
    local due = call('ZRANGEBYSCORE', later, '-inf', now, 'LIMIT', '0', '100')
    if #due > 0 then
      call('ZREM', later, unpack(due))
      moveUp(due)
    end
  end

  local function takeOf(first, last, most)
    if most <= 0 then
      return
    end
    local from, upTo = string.format('%.0f', first * 1e13), string.format('(%.0f', (last + 1) * 1e13)
    local found = call('ZRANGEBYSCORE', ready, from, upTo, 'LIMIT', '0', most)
    if #found > 0 then
      call('ZREM', ready, unpack(found))
      for _, id in ipairs(found) do
        ids[#ids + 1] = id
      end
    end
  end

  local turns, first, last = tonumber(args[3]), math.floor(args[4] / 10), args[4] % 10
  if isLooking then
    lookAtTimers()
  end
  for lane = last, first + 1, -1 do
    takeOf(lane, lane, turns - #ids)
  end
  takeOf(first, last, wanted - #ids)
  if #ids < wanted and not isLooking then
    lookAtTimers()
    takeOf(first, last, wanted - #ids)
  end
end

if ids[1] then
  local leases, token = {}, call('INCR', KEYS[6])
  local prefix, found = token .. ':', call('HMGET', errands, unpack(ids))
  for i = 1, #ids do
    local id, errand = ids[i], found[i]
    if errand then
      leases[#leases + 1] = string.byte(errand) == 48 and args[5] or args[6]
      leases[#leases + 1] = prefix .. id
      answer[#answer + 1] = id
      answer[#answer + 1] = errand
    end
  end
  if leases[1] then
    call('ZADD', leased, unpack(leases))
  end
  answer[2] = token
end
return answer

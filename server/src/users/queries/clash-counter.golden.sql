-- chargeClash
insert into guess_counters as c (subject, device, kind, failures, window_started_at)
  values ($1, $2, $3, 1, $4)
  on conflict (subject, device, kind) do update
  set failures = case when c.window_started_at <= $5 then 1 else c.failures + 1 end, window_started_at = case when c.window_started_at <= $6 then $7 else c.window_started_at end
  where c.window_started_at <= $8 or c.failures < $9
  returning c.window_started_at as since;

-- findClashWait
select "window_started_at" as "since"
  from "guess_counters"
  where "subject" = $1 and "device" = $2 and "kind" = $3;

-- giveBackClash
update "guess_counters"
  set "failures" = greatest(failures - 1, 0)
  where "subject" = $1 and "device" = $2 and "kind" = $3 and "window_started_at" = $4;

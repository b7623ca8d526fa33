-- deleteUserRow
insert into "user_tombstones" ("user_id", "realm_id", "created_at", "deleted_at")
  values ($1, $2, $3, $4);
delete
  from "users"
  where "realm_id" = $1 and "id" = $2;

-- holdLogin
insert into "login_holds" ("login_hash", "realm_id", "held_until")
  values ($1, $2, $3)
  on conflict ("login_hash") do update
  set "realm_id" = excluded.realm_id, "held_until" = excluded.held_until;

-- getLoginKey
select "login_key"
  from "users"
  where "realm_id" = $1 and "id" = $2;

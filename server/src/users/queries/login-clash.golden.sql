-- throwClash
select "realm_id"
  from "users"
  where "login_key" = $1;

-- refuseHeld
select "held_until"
  from "login_holds"
  where "login_hash" in ($1) and "realm_id" <> $2 and "held_until" > $3;

-- takingLogin
savepoint taking_login;
release savepoint taking_login;

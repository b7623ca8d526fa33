-- findIdByLogin
select "users"."id"
  from "users"
  where "users"."realm_id" = $1 and "users"."login_key" = $2;

-- findIdsByShortName
select "users"."id"
  from "users"
  where "users"."realm_id" = $1 and "users"."short_key" = $2
  limit $3;

-- findReplacedAddresses
select "address"
  from "user_addresses"
  where "realm_id" = $1 and "user_id" = $2 and "replaced_at" > $3
  order by "replaced_at" desc;

-- findSettledAddresses
select "a"."address"
  from "user_addresses" as "a"
  where "a"."realm_id" = $1 and "a"."user_id" = $2 and "a"."replaced_at" is null and ("a"."owner_confirmed_at" is not null or "a"."set_at" <= $3 or ("a"."kind" = $4 and not exists (select 1
  from user_addresses c
  where c.realm_id = a.realm_id and c.user_id = a.user_id and c.owner_confirmed_at is not null)))
  order by "a"."kind";

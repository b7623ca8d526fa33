-- listPortals
select "realms"."id", "realms"."name", "realms"."realm_type" as "realmType"
  from "realms"
  where realms.id = any ($1::text[]) and "realms"."realm_type" = $2
  order by "realms"."name_key"
  limit $3;

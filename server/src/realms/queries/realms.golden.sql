-- listRealms
select 'realm' as "type", "realms"."id", "realms"."name", "realms"."realm_type" as "realmType", "realms"."is_default" as "isDefault", "realms"."created_at" as "createdAt", "realms"."updated_at" as "updatedAt", (select coalesce(json_agg(json_build_object('domain', d.domain, 'isWildcard', d.is_wildcard)
  order by d.domain, d.is_wildcard), '[]')
  from realm_domains d
  where d.realm_id = realms.id) as "domains"
  from "realms"
  where realms.id = any ($1::text[]) and realms.id > $2::text and strpos(realms.name_key, $3::text) > 0
  order by "realms"."id"
  limit $4;
select 'realm' as "type", "realms"."id", "realms"."name", "realms"."realm_type" as "realmType", "realms"."is_default" as "isDefault", "realms"."created_at" as "createdAt", "realms"."updated_at" as "updatedAt", (select coalesce(json_agg(json_build_object('domain', d.domain, 'isWildcard', d.is_wildcard)
  order by d.domain, d.is_wildcard), '[]')
  from realm_domains d
  where d.realm_id = realms.id) as "domains"
  from "realms"
  where (true and realms.id = any ($1::text[])) and "realms"."name_key" = $2
  order by "realms"."id"
  limit $3;

-- getRealm
select 'realm' as "type", "realms"."id", "realms"."name", "realms"."realm_type" as "realmType", "realms"."is_default" as "isDefault", "realms"."created_at" as "createdAt", "realms"."updated_at" as "updatedAt", (select coalesce(json_agg(json_build_object('domain', d.domain, 'isWildcard', d.is_wildcard)
  order by d.domain, d.is_wildcard), '[]')
  from realm_domains d
  where d.realm_id = realms.id) as "domains"
  from "realms"
  where realms.id = any ($1::text[]) and "realms"."id" = $2;

-- lockRealm
select "realms"."id"
  from "realms"
  where realms.id = any ($1::text[]) and "realms"."id" = $2
  for no key update;
select 'realm' as "type", "realms"."id", "realms"."name", "realms"."realm_type" as "realmType", "realms"."is_default" as "isDefault", "realms"."created_at" as "createdAt", "realms"."updated_at" as "updatedAt", (select coalesce(json_agg(json_build_object('domain', d.domain, 'isWildcard', d.is_wildcard)
  order by d.domain, d.is_wildcard), '[]')
  from realm_domains d
  where d.realm_id = realms.id) as "domains"
  from "realms"
  where realms.id = any ($1::text[]) and "realms"."id" = $2;
select "realms"."id"
  from "realms"
  where realms.id = any ($1::text[]) and "realms"."id" = $2
  for update;
select 'realm' as "type", "realms"."id", "realms"."name", "realms"."realm_type" as "realmType", "realms"."is_default" as "isDefault", "realms"."created_at" as "createdAt", "realms"."updated_at" as "updatedAt", (select coalesce(json_agg(json_build_object('domain', d.domain, 'isWildcard', d.is_wildcard)
  order by d.domain, d.is_wildcard), '[]')
  from realm_domains d
  where d.realm_id = realms.id) as "domains"
  from "realms"
  where realms.id = any ($1::text[]) and "realms"."id" = $2;

-- holdRealm
select "id"
  from "realms"
  where "id" = $1
  for key share;

-- getDefaultRealmId
select "id"
  from "realms"
  where "is_default" = $1;

-- listGroups
select "groups"."id", "groups"."realm_id" as "realmId", "groups"."type" as "kind", "groups"."name", "groups"."description", groups.profile as "profile", "groups"."created_at" as "createdAt", "groups"."updated_at" as "updatedAt", coalesce(case when groups.type = 'BUILT_IN' then ((select "users"."created_at"
  from "users"
  where "users"."realm_id" = $1
  order by "users"."id" desc
  limit $2)) else (select max(a.last_membership_updated_at)
  from group_realm_activity a
  where a.group_id = groups.id and a.realm_id = any ($3::text[]) and true) end, groups.created_at) as "membershipUpdatedAt", coalesce((select max(case when r.type = 'SUPER_ADMIN' then 3 when a.binding_id is null then 2 when exists (select
  from resource_set_resources s
  where s.resource_set_id = b.resource_set_id and s.kind in ('realms','users','groups','apps')) then 2 else 1 end)
  from role_assignments a join roles r on r.id = a.role_id
  left join bindings b on b.id = a.binding_id
  where a.group_id = groups.id and portico_in_force(null, a.expires_at, $4) and portico_in_force(null, b.expires_at, $5)), 0) as "tier"
  from "groups"
  where (groups.id = any ($6::text[]) and ("groups"."realm_id" is null or groups.realm_id = any ($7::text[]))) and ("groups"."type" = $8 and "groups"."name_key" >= $9 and "groups"."name_key" < $10) and groups.id > $11
  order by "groups"."id"
  limit $12;

-- listChoices
select "groups"."id", "groups"."realm_id" as "realmId", "groups"."type" as "kind", "groups"."name", "groups"."description", groups.profile as "profile", "groups"."created_at" as "createdAt", "groups"."updated_at" as "updatedAt", coalesce(case when groups.type = 'BUILT_IN' then ((select "users"."created_at"
  from "users"
  where "users"."realm_id" = $1
  order by "users"."id" desc
  limit $2)) else (select max(a.last_membership_updated_at)
  from group_realm_activity a
  where a.group_id = groups.id and a.realm_id = any ($3::text[]) and true) end, groups.created_at) as "membershipUpdatedAt", coalesce((select max(case when r.type = 'SUPER_ADMIN' then 3 when a.binding_id is null then 2 when exists (select
  from resource_set_resources s
  where s.resource_set_id = b.resource_set_id and s.kind in ('realms','users','groups','apps')) then 2 else 1 end)
  from role_assignments a join roles r on r.id = a.role_id
  left join bindings b on b.id = a.binding_id
  where a.group_id = groups.id and portico_in_force(null, a.expires_at, $4) and portico_in_force(null, b.expires_at, $5)), 0) as "tier"
  from "groups"
  where (groups.id = any ($6::text[]) and ("groups"."realm_id" is null or groups.realm_id = any ($7::text[]))) and "groups"."type" = $8 and ("groups"."realm_id" is null or "groups"."realm_id" = $9) and groups.name_key like $10 and not exists (select
  from role_assignments a
  where a.group_id = groups.id and portico_in_force(null, a.expires_at, $11))
  order by "groups"."name_key"
  limit $12;

-- listGroupsOf
select "groups"."id", "groups"."realm_id" as "realmId", "groups"."type" as "kind", "groups"."name", "groups"."description", groups.profile as "profile", "groups"."created_at" as "createdAt", "groups"."updated_at" as "updatedAt", coalesce(case when groups.type = 'BUILT_IN' then ((select "users"."created_at"
  from "users"
  where "users"."realm_id" = $1
  order by "users"."id" desc
  limit $2)) else (select max(a.last_membership_updated_at)
  from group_realm_activity a
  where a.group_id = groups.id and a.realm_id = any ($3::text[]) and true) end, groups.created_at) as "membershipUpdatedAt", coalesce((select max(case when r.type = 'SUPER_ADMIN' then 3 when a.binding_id is null then 2 when exists (select
  from resource_set_resources s
  where s.resource_set_id = b.resource_set_id and s.kind in ('realms','users','groups','apps')) then 2 else 1 end)
  from role_assignments a join roles r on r.id = a.role_id
  left join bindings b on b.id = a.binding_id
  where a.group_id = groups.id and portico_in_force(null, a.expires_at, $4) and portico_in_force(null, b.expires_at, $5)), 0) as "tier"
  from "groups"
  where (groups.id = any ($6::text[]) and ("groups"."realm_id" is null or groups.realm_id = any ($7::text[]))) and ("groups"."type" = $8 or exists (select
  from group_members m
  where m.realm_id = $9 and m.user_id = $10 and m.group_id = groups.id and portico_in_force(m.starts_at, m.expires_at, $11))) and ((groups.type <> 'BUILT_IN'), groups.id) > ($12, $13)
  order by (groups.type <> 'BUILT_IN'), "groups"."id"
  limit $14;

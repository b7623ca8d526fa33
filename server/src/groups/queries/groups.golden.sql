-- groupsIn
select "groups"."id", "groups"."realm_id" as "realmId", "groups"."type" as "kind", "groups"."name", "groups"."description", groups.profile as "profile", "groups"."created_at" as "createdAt", "groups"."updated_at" as "updatedAt", coalesce(case when groups.type = 'BUILT_IN' then ((select "users"."created_at"
  from "users"
  where (("users"."realm_id" in ($1, $2) or exists (select gm.group_id::text
  from group_members gm
  where gm.realm_id = users.realm_id and gm.user_id = users.id and gm.group_id = any ($3::text[]) and portico_in_force(gm.starts_at, gm.expires_at, $4))) and "users"."realm_id" = $5)
  order by "users"."id" desc
  limit $6)) else (select max(a.last_membership_updated_at)
  from group_realm_activity a
  where a.group_id = groups.id and a.realm_id = any ($7::text[]) and a.realm_id = any ($8::text[])) end, groups.created_at) as "membershipUpdatedAt", coalesce((select max(case when r.type = 'SUPER_ADMIN' then 3 when a.binding_id is null then 2 when exists (select
  from resource_set_resources s
  where s.resource_set_id = b.resource_set_id and s.kind in ('realms','users','groups','apps')) then 2 else 1 end)
  from role_assignments a join roles r on r.id = a.role_id
  left join bindings b on b.id = a.binding_id
  where a.group_id = groups.id and portico_in_force(null, a.expires_at, $9) and portico_in_force(null, b.expires_at, $10)), 0) as "tier"
  from "groups"
  where true;

-- findGroups
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
  where (groups.id = any ($6::text[]) and ("groups"."realm_id" is null or groups.realm_id = any ($7::text[]))) and groups.id = any ($8::text[]);

-- getGroup
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
  where (groups.id = any ($6::text[]) and ("groups"."realm_id" is null or groups.realm_id = any ($7::text[]))) and "groups"."id" = $8;

-- lockGroup
select "groups"."id"
  from "groups"
  where (groups.id = any ($1::text[]) and ("groups"."realm_id" is null or groups.realm_id = any ($2::text[]))) and "groups"."id" = $3
  for share;
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
  where (groups.id = any ($6::text[]) and ("groups"."realm_id" is null or groups.realm_id = any ($7::text[]))) and "groups"."id" = $8;

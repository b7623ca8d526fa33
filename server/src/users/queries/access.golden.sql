-- readAccess
select json_build_object('id', "g"."id", 'name', "g"."name", 'expiresAt', "m"."expires_at") as "held"
  from "group_members" as "m"
  inner join "groups" as "g" on "g"."id" = "m"."group_id"
  where "m"."realm_id" = $1 and "m"."user_id" = $2
  order by "g"."id";
select json_build_object('id', "a"."id", 'name', "a"."label", 'expiresAt', "u"."expires_at") as "held"
  from "app_users" as "u"
  inner join "apps" as "a" on "a"."id" = "u"."app_id"
  where "u"."realm_id" = $1 and "u"."user_id" = $2
  order by "a"."id";
select json_build_object('id', "r"."id", 'name', "r"."label", 'expiresAt', "a"."expires_at") as "held", case when s.id is not null then json_build_object('id', s.id, 'name', s.label) end as "resourceSet"
  from "role_assignments" as "a"
  inner join "roles" as "r" on "r"."id" = "a"."role_id"
  left join "bindings" as "b" on "b"."id" = "a"."binding_id"
  left join "resource_sets" as "s" on "s"."id" = "b"."resource_set_id"
  where "a"."user_id" = $1
  order by "a"."id";

-- removeApps
delete
  from "app_users"
  where "realm_id" = $1 and "user_id" = $2
  returning "app_id";

-- removeRoles
delete
  from "role_assignments"
  where "user_id" = $1
  returning "role_id";
select "id"
  from "users"
  where "id" in ($1)
  order by "id"
  for no key update;
update "users"
  set "authz_epoch" = authz_epoch + 1
  where "id" in ($1);
select "label"
  from "roles"
  where "id" in ($1)
  order by "id";

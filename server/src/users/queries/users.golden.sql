-- usersIn
select 'user' as "type", "users"."id", "users"."realm_id" as "realmId", "users"."type_id" as "typeId", "users"."status", "users"."status_before_suspend" as "statusBeforeSuspend", users.profile as "profile", "users"."created_at" as "createdAt", "users"."activated_at" as "activatedAt", "users"."status_changed_at" as "statusChangedAt", "users"."updated_at" as "updatedAt", "users"."last_login_at" as "lastLoginAt", "passwords"."set_at" as "passwordSetAt", passwords.user_id is not null as "hasPassword", (select a.owner_confirmed_at
  from user_addresses a
  where a.user_id = users.id and a.kind = $1 and a.replaced_at is null) as "emailConfirmedAt", (select a.owner_confirmed_at
  from user_addresses a
  where a.user_id = users.id and a.kind = $2 and a.replaced_at is null) as "secondEmailConfirmedAt", "users"."epoch", "users"."credential_version" as "credentialVersion", "users"."version", array[]::text[] as "inGroups"
  from "users"
  left join "passwords" on "passwords"."realm_id" = "users"."realm_id" and "passwords"."user_id" = "users"."id"
  where (true or "users"."realm_id" = $3);

-- getUser
select 'user' as "type", "users"."id", "users"."realm_id" as "realmId", "users"."type_id" as "typeId", "users"."status", "users"."status_before_suspend" as "statusBeforeSuspend", users.profile as "profile", "users"."created_at" as "createdAt", "users"."activated_at" as "activatedAt", "users"."status_changed_at" as "statusChangedAt", "users"."updated_at" as "updatedAt", "users"."last_login_at" as "lastLoginAt", "passwords"."set_at" as "passwordSetAt", passwords.user_id is not null as "hasPassword", (select a.owner_confirmed_at
  from user_addresses a
  where a.user_id = users.id and a.kind = $1 and a.replaced_at is null) as "emailConfirmedAt", (select a.owner_confirmed_at
  from user_addresses a
  where a.user_id = users.id and a.kind = $2 and a.replaced_at is null) as "secondEmailConfirmedAt", "users"."epoch", "users"."credential_version" as "credentialVersion", "users"."version", array(select gm.group_id::text
  from group_members gm
  where gm.realm_id = users.realm_id and gm.user_id = users.id and gm.group_id = any ($3::text[]) and portico_in_force(gm.starts_at, gm.expires_at, $4)) as "inGroups", portico_tier(users.id, $5) as "tier"
  from "users"
  left join "passwords" on "passwords"."realm_id" = "users"."realm_id" and "passwords"."user_id" = "users"."id"
  where (("users"."realm_id" in ($6, $7) or exists (select gm.group_id::text
  from group_members gm
  where gm.realm_id = users.realm_id and gm.user_id = users.id and gm.group_id = any ($8::text[]) and portico_in_force(gm.starts_at, gm.expires_at, $9))) and "users"."realm_id" = $10) and "users"."id" = $11;

-- lockUser
select "users"."id"
  from "users"
  where "users"."realm_id" = $1 and "users"."id" = $2
  for no key update;
select 'user' as "type", "users"."id", "users"."realm_id" as "realmId", "users"."type_id" as "typeId", "users"."status", "users"."status_before_suspend" as "statusBeforeSuspend", users.profile as "profile", "users"."created_at" as "createdAt", "users"."activated_at" as "activatedAt", "users"."status_changed_at" as "statusChangedAt", "users"."updated_at" as "updatedAt", "users"."last_login_at" as "lastLoginAt", "passwords"."set_at" as "passwordSetAt", passwords.user_id is not null as "hasPassword", (select a.owner_confirmed_at
  from user_addresses a
  where a.user_id = users.id and a.kind = $1 and a.replaced_at is null) as "emailConfirmedAt", (select a.owner_confirmed_at
  from user_addresses a
  where a.user_id = users.id and a.kind = $2 and a.replaced_at is null) as "secondEmailConfirmedAt", "users"."epoch", "users"."credential_version" as "credentialVersion", "users"."version", array[]::text[] as "inGroups", portico_tier(users.id, $3) as "tier"
  from "users"
  left join "passwords" on "passwords"."realm_id" = "users"."realm_id" and "passwords"."user_id" = "users"."id"
  where "users"."realm_id" = $4 and "users"."id" = $5;

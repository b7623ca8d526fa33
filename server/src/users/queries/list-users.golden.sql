-- listUsers
select 'user' as "type", "users"."id", "users"."realm_id" as "realmId", "users"."type_id" as "typeId", "users"."status", "users"."status_before_suspend" as "statusBeforeSuspend", users.profile as "profile", "users"."created_at" as "createdAt", "users"."activated_at" as "activatedAt", "users"."status_changed_at" as "statusChangedAt", "users"."updated_at" as "updatedAt", "users"."last_login_at" as "lastLoginAt", "passwords"."set_at" as "passwordSetAt", passwords.user_id is not null as "hasPassword", (select a.owner_confirmed_at
  from user_addresses a
  where a.user_id = users.id and a.kind = $1 and a.replaced_at is null) as "emailConfirmedAt", (select a.owner_confirmed_at
  from user_addresses a
  where a.user_id = users.id and a.kind = $2 and a.replaced_at is null) as "secondEmailConfirmedAt", "users"."epoch", "users"."credential_version" as "credentialVersion", "users"."version", array[]::text[] as "inGroups", users.sort_key as "keyText"
  from "users"
  left join "passwords" on "passwords"."realm_id" = "users"."realm_id" and "passwords"."user_id" = "users"."id"
  where "users"."realm_id" = $3 and 1 = 1 and (users.sort_key, users.id) > ($4, $5)
  order by users.sort_key asc, "users"."id" asc
  limit $6;
select "t"."user_id", "t"."tier"
  from portico_tiers($1::text[], $2) as "t";
select 'user' as "type", "users"."id", "users"."realm_id" as "realmId", "users"."type_id" as "typeId", "users"."status", "users"."status_before_suspend" as "statusBeforeSuspend", users.profile as "profile", "users"."created_at" as "createdAt", "users"."activated_at" as "activatedAt", "users"."status_changed_at" as "statusChangedAt", "users"."updated_at" as "updatedAt", "users"."last_login_at" as "lastLoginAt", "passwords"."set_at" as "passwordSetAt", passwords.user_id is not null as "hasPassword", (select a.owner_confirmed_at
  from user_addresses a
  where a.user_id = users.id and a.kind = $1 and a.replaced_at is null) as "emailConfirmedAt", (select a.owner_confirmed_at
  from user_addresses a
  where a.user_id = users.id and a.kind = $2 and a.replaced_at is null) as "secondEmailConfirmedAt", "users"."epoch", "users"."credential_version" as "credentialVersion", "users"."version", array[]::text[] as "inGroups", users.id as "keyText"
  from "users"
  left join "passwords" on "passwords"."realm_id" = "users"."realm_id" and "passwords"."user_id" = "users"."id"
  where "users"."realm_id" = $3 and 1 = 1 and users.id < $4
  order by users.id desc, "users"."id" desc
  limit $5;
select "t"."user_id", "t"."tier"
  from portico_tiers($1::text[], $2) as "t";
select 'user' as "type", "users"."id", "users"."realm_id" as "realmId", "users"."type_id" as "typeId", "users"."status", "users"."status_before_suspend" as "statusBeforeSuspend", users.profile as "profile", "users"."created_at" as "createdAt", "users"."activated_at" as "activatedAt", "users"."status_changed_at" as "statusChangedAt", "users"."updated_at" as "updatedAt", "users"."last_login_at" as "lastLoginAt", "passwords"."set_at" as "passwordSetAt", passwords.user_id is not null as "hasPassword", (select a.owner_confirmed_at
  from user_addresses a
  where a.user_id = users.id and a.kind = $1 and a.replaced_at is null) as "emailConfirmedAt", (select a.owner_confirmed_at
  from user_addresses a
  where a.user_id = users.id and a.kind = $2 and a.replaced_at is null) as "secondEmailConfirmedAt", "users"."epoch", "users"."credential_version" as "credentialVersion", "users"."version", array[]::text[] as "inGroups", users.login_key as "keyText"
  from "users"
  left join "passwords" on "passwords"."realm_id" = "users"."realm_id" and "passwords"."user_id" = "users"."id"
  where "users"."realm_id" = $3 and ("users"."status" = $4 and "users"."status" <> $5)
  order by users.login_key asc, "users"."id" asc
  limit $6;
select "t"."user_id", "t"."tier"
  from portico_tiers($1::text[], $2) as "t";
select 'user' as "type", "users"."id", "users"."realm_id" as "realmId", "users"."type_id" as "typeId", "users"."status", "users"."status_before_suspend" as "statusBeforeSuspend", users.profile as "profile", "users"."created_at" as "createdAt", "users"."activated_at" as "activatedAt", "users"."status_changed_at" as "statusChangedAt", "users"."updated_at" as "updatedAt", "users"."last_login_at" as "lastLoginAt", "passwords"."set_at" as "passwordSetAt", passwords.user_id is not null as "hasPassword", (select a.owner_confirmed_at
  from user_addresses a
  where a.user_id = users.id and a.kind = $1 and a.replaced_at is null) as "emailConfirmedAt", (select a.owner_confirmed_at
  from user_addresses a
  where a.user_id = users.id and a.kind = $2 and a.replaced_at is null) as "secondEmailConfirmedAt", "users"."epoch", "users"."credential_version" as "credentialVersion", "users"."version", array[]::text[] as "inGroups", coalesce((extract(epoch
  from users.created_at) * 1000000)::bigint::text, '') as "keyText"
  from "users"
  left join "passwords" on "passwords"."realm_id" = "users"."realm_id" and "passwords"."user_id" = "users"."id"
  where "users"."realm_id" = $3 and 1 = 1 and (users.created_at, users.id) > (timestamptz 'epoch' + $4::bigint * interval '1 microsecond', $5)
  order by users.created_at asc, "users"."id" asc
  limit $6;
select "t"."user_id", "t"."tier"
  from portico_tiers($1::text[], $2) as "t";
select 'user' as "type", "users"."id", "users"."realm_id" as "realmId", "users"."type_id" as "typeId", "users"."status", "users"."status_before_suspend" as "statusBeforeSuspend", users.profile as "profile", "users"."created_at" as "createdAt", "users"."activated_at" as "activatedAt", "users"."status_changed_at" as "statusChangedAt", "users"."updated_at" as "updatedAt", "users"."last_login_at" as "lastLoginAt", "passwords"."set_at" as "passwordSetAt", passwords.user_id is not null as "hasPassword", (select a.owner_confirmed_at
  from user_addresses a
  where a.user_id = users.id and a.kind = $1 and a.replaced_at is null) as "emailConfirmedAt", (select a.owner_confirmed_at
  from user_addresses a
  where a.user_id = users.id and a.kind = $2 and a.replaced_at is null) as "secondEmailConfirmedAt", "users"."epoch", "users"."credential_version" as "credentialVersion", "users"."version", array[]::text[] as "inGroups", coalesce((extract(epoch
  from users.last_login_at) * 1000000)::bigint::text, '') as "keyText"
  from "users"
  left join "passwords" on "passwords"."realm_id" = "users"."realm_id" and "passwords"."user_id" = "users"."id"
  where "users"."realm_id" = $3 and 1 = 1 and (coalesce(users.last_login_at, timestamptz '-infinity'), users.id) < (timestamptz '-infinity', $4)
  order by coalesce(users.last_login_at, timestamptz '-infinity') desc, "users"."id" desc
  limit $5;
select "t"."user_id", "t"."tier"
  from portico_tiers($1::text[], $2) as "t";
select 'user' as "type", "users"."id", "users"."realm_id" as "realmId", "users"."type_id" as "typeId", "users"."status", "users"."status_before_suspend" as "statusBeforeSuspend", users.profile as "profile", "users"."created_at" as "createdAt", "users"."activated_at" as "activatedAt", "users"."status_changed_at" as "statusChangedAt", "users"."updated_at" as "updatedAt", "users"."last_login_at" as "lastLoginAt", "passwords"."set_at" as "passwordSetAt", passwords.user_id is not null as "hasPassword", (select a.owner_confirmed_at
  from user_addresses a
  where a.user_id = users.id and a.kind = $1 and a.replaced_at is null) as "emailConfirmedAt", (select a.owner_confirmed_at
  from user_addresses a
  where a.user_id = users.id and a.kind = $2 and a.replaced_at is null) as "secondEmailConfirmedAt", "users"."epoch", "users"."credential_version" as "credentialVersion", "users"."version", array(select gm.group_id::text
  from group_members gm
  where gm.realm_id = users.realm_id and gm.user_id = users.id and gm.group_id = any ($3::text[]) and portico_in_force(gm.starts_at, gm.expires_at, $4)) as "inGroups", users.sort_key as "keyText"
  from "users"
  left join "passwords" on "passwords"."realm_id" = "users"."realm_id" and "passwords"."user_id" = "users"."id"
  where (("users"."realm_id" in ($5, $6) or exists (select gm.group_id::text
  from group_members gm
  where gm.realm_id = users.realm_id and gm.user_id = users.id and gm.group_id = any ($7::text[]) and portico_in_force(gm.starts_at, gm.expires_at, $8))) and "users"."realm_id" = $9) and exists (select
  from group_members gm
  where gm.realm_id = users.realm_id and gm.user_id = users.id and gm.group_id = $10 and portico_in_force(gm.starts_at, gm.expires_at, $11))
  order by users.sort_key asc, "users"."id" asc
  limit $12;
select "t"."user_id", "t"."tier"
  from portico_tiers($1::text[], $2) as "t";

-- countUsers
select count(*)::int as "count"
  from (select 1 as "one"
  from "users"
  where "users"."realm_id" = $1 and ((("users"."first_key" >= $2 and "users"."first_key" < $3) or ("users"."last_key" >= $4 and "users"."last_key" < $5) or ("users"."login_key" >= $6 and "users"."login_key" < $7) or ("users"."email_key" >= $8 and "users"."email_key" < $9)) and "users"."search_text" like $10)
  limit $11) as "counted";
select count(*)::int as "count"
  from (select 1 as "one"
  from "users"
  where "users"."realm_id" = $1 and ("users"."search_text" like $2 and "users"."login_key" like $3)
  limit $4) as "counted";
select count(*)::int as "count"
  from (select 1 as "one"
  from "users"
  where "users"."realm_id" = $1 and ((("users"."first_key" >= $2 and "users"."first_key" < $3) or ("users"."last_key" >= $4 and "users"."last_key" < $5) or ("users"."email_key" >= $6 and "users"."email_key" < $7)) and "users"."search_text" like $8)
  limit $9) as "counted";
select count(*)::int as "count"
  from (select 1 as "one"
  from "users"
  where false and 1 = 1
  limit $1) as "counted";

-- countByStatus
select "users"."status", count(*)::int as "count"
  from "users"
  where "users"."realm_id" = $1
  group by "users"."status";

-- findTiers
select "t"."user_id", "t"."tier"
  from portico_tiers($1::text[], $2) as "t";

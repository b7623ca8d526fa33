-- insertMember
insert into "group_members" ("realm_id", "group_id", "user_id", "created_at", "starts_at", "expires_at", "granted_by", "reason")
  values ($1, $2, $3, $4, $5, $6, $7, $8)
  on conflict on constraint "group_members_once" do update
  set "created_at" = $9, "starts_at" = $10, "expires_at" = $11, "granted_by" = $12, "reason" = $13
  where not portico_in_force(group_members.starts_at, group_members.expires_at, $14)
  returning "user_id";

-- deleteMember
delete
  from "group_members"
  where "realm_id" = $1 and "group_id" = $2 and "user_id" = $3
  returning "user_id";

-- markActivity
insert into "group_realm_activity" ("group_id", "realm_id", "last_membership_updated_at")
  values ($1, $2, $3)
  on conflict ("group_id", "realm_id") do update
  set "last_membership_updated_at" = $4;

-- listNativeGroupsOf
select "groups"."id", "groups"."name"
  from "group_members" as "m"
  inner join "groups" on "groups"."id" = "m"."group_id"
  where "m"."realm_id" = $1 and "m"."user_id" = $2 and portico_in_force(m.starts_at, m.expires_at, $3) and (groups.id = any ($4::text[]) and ("groups"."realm_id" is null or groups.realm_id = any ($5::text[])))
  order by "groups"."name_key"
  limit $6;

-- findGroupNames
select "m"."user_id" as "userId", (array_agg(groups.name
  order by groups.name_key))[1:3] as "names", count(*)::int as "count"
  from "group_members" as "m"
  inner join "groups" on "groups"."id" = "m"."group_id"
  where m.realm_id = any ($1::text[]) and m.user_id = any ($2::text[]) and portico_in_force(m.starts_at, m.expires_at, $3) and (groups.id = any ($4::text[]) and ("groups"."realm_id" is null or groups.realm_id = any ($5::text[])))
  group by "m"."user_id";

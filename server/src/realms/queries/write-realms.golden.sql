-- insertRealm
insert into "realms" ("id", "created_at", "updated_at", "name", "name_key", "realm_type")
  values ($1, $2, $3, $4, $5, $6);

-- rewriteRealm
update "realms"
  set "name" = $1, "name_key" = $2, "realm_type" = $3, "updated_at" = $4, "version" = version + 1
  where "id" = $5;

-- deleteRealmRow
delete
  from "realms"
  where "id" = $1;

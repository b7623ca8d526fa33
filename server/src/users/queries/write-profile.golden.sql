-- writeProfile
savepoint taking_login;
update "users"
  set "profile" = $1, "type_id" = $2, "login_key" = $3, "short_key" = $4, "email_key" = $5, "first_key" = $6, "last_key" = $7, "sort_key" = $8, "search_text" = $9, "fold_version" = $10, "updated_at" = $11, "version" = version + 1, "credential_version" = credential_version + 1
  where "realm_id" = $12 and "id" = $13;
release savepoint taking_login;

-- replaceAddress
update "user_addresses"
  set "replaced_at" = $1
  where "realm_id" = $2 and "user_id" = $3 and "kind" = $4 and "replaced_at" is null;
insert into "user_addresses" ("realm_id", "user_id", "kind", "address", "address_key", "set_by", "set_at")
  values ($1, $2, $3, $4, $5, $6, $7);

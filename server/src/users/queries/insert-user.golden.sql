-- insertUser
savepoint taking_login;
insert into "users" ("id", "realm_id", "type_id", "status", "created_at", "updated_at", "activated_at", "status_changed_at", "profile", "granted_by", "login_key", "short_key", "email_key", "first_key", "last_key", "sort_key", "search_text", "fold_version")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18);
release savepoint taking_login;
insert into "user_addresses" ("realm_id", "user_id", "kind", "address", "address_key", "set_by", "set_at")
  values ($1, $2, $3, $4, $5, $6, $7), ($8, $9, $10, $11, $12, $13, $14);
insert into "user_attr" ("realm_id", "user_id", "attr_key", "ord", "key_text", "key_num", "key_ts")
  values ($1, $2, $3, $4, $5, $6, $7);

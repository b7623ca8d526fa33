-- writeAttributes
delete
  from "user_attr"
  where "realm_id" = $1 and "user_id" = $2;
insert into "user_attr" ("realm_id", "user_id", "attr_key", "ord", "key_text", "key_num", "key_ts")
  values ($1, $2, $3, $4, $5, $6, $7);

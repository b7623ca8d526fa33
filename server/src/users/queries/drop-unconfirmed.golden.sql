-- growEpochs
update "users"
  set "epoch" = epoch + 1, "credential_version" = credential_version + 1
  where "realm_id" = $1 and "id" = $2;

-- dropUnconfirmed
delete
  from "passwords"
  where "realm_id" = $1 and "user_id" = $2 and "owner_confirmed_at" is null
  returning "user_id";
delete
  from "enrollments"
  where "realm_id" = $1 and "user_id" = $2 and "owner_confirmed_at" is null;

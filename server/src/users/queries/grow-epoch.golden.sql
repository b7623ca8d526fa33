-- growEpoch
update "users"
  set "epoch" = epoch + 1
  where "realm_id" = $1 and "id" = $2;

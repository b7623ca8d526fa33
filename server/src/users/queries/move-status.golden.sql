-- moveStatus
update "users"
  set "status" = $1, "status_before_suspend" = $2, "status_changed_at" = $3, "updated_at" = $4, "version" = version + 1, "epoch" = epoch + 1, "credential_version" = credential_version + 1
  where "realm_id" = $5 and "id" = $6;
update "users"
  set "status" = $1, "status_before_suspend" = $2, "status_changed_at" = $3, "updated_at" = $4, "version" = version + 1, "activated_at" = $5
  where "realm_id" = $6 and "id" = $7;

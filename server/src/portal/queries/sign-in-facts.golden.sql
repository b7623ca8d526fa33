-- findSignInFacts
select "blocked_until" as "until"
  from "guess_counters"
  where "subject" = $1 and "device" = $2 and "kind" = $3 and "blocked_until" > $4;
select "users"."starts_at" as "startsAt", "users"."expires_at" as "expiresAt", "passwords"."temporary_until" as "temporaryUntil", "mail"."at", "mail"."hasFailed", "link"."sentAt", "link"."expiresAt" as "linkExpiresAt"
  from "users"
  left join "passwords" on "passwords"."realm_id" = "users"."realm_id" and "passwords"."user_id" = "users"."id"
  left join lateral (select "outbox"."created_at" as "at", outbox.last_error is not null as "hasFailed"
  from "outbox"
  where "outbox"."subject_user_id" = "users"."id" and "outbox"."secret_purpose" = $1
  order by "outbox"."id" desc
  limit $2) as "mail" on true
  left join lateral (select "s"."created_at" as "sentAt", "s"."expires_at" as "expiresAt"
  from "one_time_secrets" as "s"
  where "s"."realm_id" = "users"."realm_id" and "s"."user_id" = "users"."id" and "s"."credential_version" = "users"."credential_version" and "s"."purpose" = $3 and "s"."consumed_at" is null and "s"."superseded_at" is null
  order by "s"."id" desc
  limit $4) as "link" on true
  where "users"."realm_id" = $5 and "users"."id" = $6;

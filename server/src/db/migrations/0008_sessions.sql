-- Devices, sessions, API tokens, and what apps were given. All of it stores the user's epoch: an older epoch is dead wherever it is read.
create table devices (
  id portico_id primary key,
  realm_id portico_id not null,
  user_id portico_id not null,
  secret_hash bytea not null unique,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  forgotten_at timestamptz,
  foreign key (realm_id, user_id) references users (realm_id, id) on update cascade on delete cascade
);
create index devices_by_user on devices (realm_id, user_id);

create table sessions (
  id text collate "C" primary key check (id ~ '^102[0-9A-Za-z]{22}$'),
  realm_id portico_id not null,
  user_id portico_id not null,
  secret_hash bytea not null constraint sessions_secret_key unique,
  user_epoch int not null,
  device_id portico_id references devices (id) on delete set null,
  methods jsonb not null,
  proved_at timestamptz not null,
  address text not null,
  user_agent text not null,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  idle_seconds int not null,
  expires_at timestamptz not null,
  foreign key (realm_id, user_id) references users (realm_id, id) on update cascade on delete cascade
);
create index sessions_by_user on sessions (realm_id, user_id);
create index sessions_age on sessions (expires_at);
comment on column sessions.proved_at is 'When the person last proved who they are; sensitive actions ask for less than 15 minutes.';

create table api_tokens (
  id portico_id primary key,
  realm_id portico_id not null,
  user_id portico_id not null,
  name text not null check (length(name) between 1 and 255),
  secret_hash bytea not null constraint api_tokens_secret_key unique,
  user_epoch int not null,
  permissions text[] not null,
  realm_ids text[],
  created_at timestamptz not null,
  last_used_at timestamptz not null,
  starts_at timestamptz,
  expires_at timestamptz not null,
  granted_by text not null,
  reason text,
  foreign key (realm_id, user_id) references users (realm_id, id) on update cascade on delete cascade
);
create index api_tokens_by_user on api_tokens (realm_id, user_id);
comment on column api_tokens.realm_ids is 'Null: every realm its owner reaches.';

create table oauth_grants (
  id portico_id primary key,
  realm_id portico_id not null,
  user_id portico_id not null,
  app_id portico_id not null references apps (id) on delete cascade,
  user_epoch int not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  scopes text[] not null,
  detail jsonb not null default '{}',
  foreign key (realm_id, user_id) references users (realm_id, id) on update cascade on delete cascade
);
create index oauth_grants_by_user on oauth_grants (realm_id, user_id);
create table oauth_artifacts (
  model portico_key not null,
  secret_hash bytea not null,
  realm_id portico_id,
  user_id portico_id,
  app_id portico_id references apps (id) on delete cascade,
  grant_id portico_id references oauth_grants (id) on delete cascade,
  session_id text collate "C",
  user_epoch int,
  uid text collate "C",
  user_code text collate "C",
  created_at timestamptz not null,
  expires_at timestamptz,
  consumed_at timestamptz,
  payload jsonb not null,
  primary key (model, secret_hash),
  foreign key (realm_id, user_id) references users (realm_id, id) on update cascade on delete cascade
);
create index oauth_artifacts_by_user on oauth_artifacts (realm_id, user_id);
create index oauth_artifacts_by_grant on oauth_artifacts (grant_id);
create index oauth_artifacts_by_uid on oauth_artifacts (model, uid) where uid is not null;
create index oauth_artifacts_age on oauth_artifacts (expires_at);

create table app_sessions (
  id portico_id primary key,
  realm_id portico_id not null,
  user_id portico_id not null,
  session_id text collate "C" not null,
  app_id portico_id not null references apps (id) on delete cascade,
  protocol text not null check (protocol in ('OIDC','SAML')),
  external_id text collate "C" not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  foreign key (realm_id, user_id) references users (realm_id, id) on update cascade on delete cascade
);
create index app_sessions_by_user on app_sessions (realm_id, user_id);

create table signing_keys (
  id portico_id primary key,
  created_at timestamptz not null,
  algorithm text not null,
  public_jwk jsonb not null,
  sealed bytea not null,
  retires_at timestamptz
);

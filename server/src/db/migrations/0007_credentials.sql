-- Passwords, enrolled authenticators, one-time secrets, and the counters that make guessing useless.
create table passwords (
  realm_id portico_id not null,
  user_id portico_id primary key,
  hash text not null,
  must_change boolean not null default false,
  temporary_until timestamptz,
  set_by text not null,
  set_at timestamptz not null,
  owner_confirmed_at timestamptz,
  foreign key (realm_id, user_id) references users (realm_id, id) on update cascade on delete cascade
);
create index passwords_in_realm on passwords (realm_id, user_id);
create table password_history (
  realm_id portico_id not null,
  user_id portico_id not null,
  replaced_at timestamptz not null,
  hash text not null,
  foreign key (realm_id, user_id) references users (realm_id, id) on update cascade on delete cascade
);
create index password_history_by_user on password_history (realm_id, user_id, replaced_at);

create table authenticators (
  id portico_id primary key,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version int not null default 1,
  key portico_key not null constraint authenticators_key_key unique,
  status text not null check (status in ('ACTIVE','INACTIVE')),
  settings jsonb not null default '{}'
);
create table enrollments (
  id portico_id primary key,
  realm_id portico_id not null,
  user_id portico_id not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  kind portico_key not null,
  status text not null check (status in ('PENDING_ACTIVATION','ACTIVE','INACTIVE')),
  name text not null default '',
  public jsonb not null default '{}',
  external_key bytea,
  sealed bytea,
  set_by text not null,
  owner_confirmed_at timestamptz,
  last_used_at timestamptz,
  version int not null default 1,
  foreign key (realm_id, user_id) references users (realm_id, id) on update cascade on delete cascade
);
create unique index enrollments_external_key on enrollments (kind, external_key) where external_key is not null;
create index enrollments_by_user on enrollments (realm_id, user_id);
comment on column enrollments.external_key is 'What the authenticator calls itself, such as a WebAuthn credential id: found by it, and never twice.';
comment on column enrollments.sealed is 'Encrypted with PORTICO_KEYS: a TOTP secret, a device key.';

create table one_time_secrets (
  id portico_id primary key,
  realm_id portico_id not null,
  user_id portico_id not null,
  purpose portico_key not null,
  secret_hash bytea not null constraint one_time_secrets_hash_key unique,
  credential_version int not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  consumed_at timestamptz,
  superseded_at timestamptz,
  detail jsonb not null default '{}',
  foreign key (realm_id, user_id) references users (realm_id, id) on update cascade on delete cascade
);
create index one_time_secrets_by_user on one_time_secrets (realm_id, user_id, purpose);

create table guess_counters (
  subject portico_key not null,
  device portico_key not null,
  kind portico_key not null,
  failures int not null,
  window_started_at timestamptz not null,
  blocked_until timestamptz,
  primary key (subject, device, kind)
);
create index guess_counters_age on guess_counters (window_started_at);
comment on table guess_counters is 'subject: a user id, or a keyed hash of a name that is nobody''s, or a client address. device: a known device id, or "unknown".';

create table signin_flows (
  id_hash bytea primary key,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  state jsonb not null,
  version int not null default 1
);
create index signin_flows_age on signin_flows (expires_at);

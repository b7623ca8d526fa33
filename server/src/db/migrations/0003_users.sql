-- User types, their attributes, and people. The profile document is the truth; keys and user_attr are derived from it in the same transaction.
create table user_types (
  id portico_id primary key,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version int not null default 1,
  name portico_key not null constraint user_types_name_key unique check (name ~ '^[A-Za-z][A-Za-z0-9_]*$'),
  display_name text not null check (length(display_name) between 1 and 50),
  description text,
  is_default boolean not null default false,
  created_by text,
  updated_by text
);
create unique index user_types_one_default on user_types (is_default) where is_default;
create trigger user_types_identity before update on user_types for each row execute function portico_refuse_new_identity();

create table user_attributes (
  id portico_id primary key,
  created_at timestamptz not null,
  user_type_id portico_id not null references user_types (id) on delete cascade,
  name portico_key not null,
  definition jsonb not null,
  is_required boolean not null default false,
  is_unique boolean not null default false,
  is_indexed boolean not null default true,
  ord int not null default 0,
  constraint user_attributes_name_key unique (user_type_id, name)
);
comment on table user_attributes is 'Custom attributes. Base attributes are part of the contract, not rows.';

create table users (
  id portico_id primary key,
  realm_id portico_id not null references realms (id),
  type_id portico_id not null references user_types (id),
  status text not null check (status in ('STAGED','PROVISIONED','ACTIVE','RECOVERY','PASSWORD_EXPIRED','LOCKED_OUT','SUSPENDED','DEPROVISIONED')),
  status_before_suspend text check (status_before_suspend in ('PROVISIONED','ACTIVE','PASSWORD_EXPIRED','RECOVERY','LOCKED_OUT')),
  created_at timestamptz not null,
  activated_at timestamptz,
  status_changed_at timestamptz,
  updated_at timestamptz not null,
  last_login_at timestamptz,
  profile jsonb not null check (jsonb_typeof(profile) = 'object'),
  login_key portico_key not null constraint users_login_key unique,
  short_key portico_key not null,
  email_key portico_key not null,
  first_key portico_key not null,
  last_key portico_key not null,
  sort_key portico_key not null,
  search_text text collate "C" not null,
  fold_version int not null,
  epoch int not null default 1,
  authz_epoch int not null default 1,
  credential_version int not null default 1,
  version int not null default 1,
  starts_at timestamptz,
  expires_at timestamptz,
  granted_by text,
  reason text,
  constraint users_in_realm unique (realm_id, id),
  check ((status = 'SUSPENDED') = (status_before_suspend is not null))
);
create index users_by_name on users (realm_id, sort_key, id);
create index users_by_login on users (realm_id, login_key, id);
create index users_by_created on users (realm_id, created_at, id);
create index users_by_latest_login on users (realm_id, coalesce(last_login_at, timestamptz '-infinity'), id);
create index users_by_earliest_login on users (realm_id, coalesce(last_login_at, timestamptz 'infinity'), id);
create index users_by_status on users (realm_id, status, sort_key, id);
create index users_locked on users (id) where status = 'LOCKED_OUT';
create index users_by_first on users (realm_id, first_key);
create index users_by_last on users (realm_id, last_key);
create index users_by_email on users (realm_id, email_key);
create index users_by_short on users (realm_id, short_key);
create index users_search on users using gin (realm_id, search_text gin_trgm_ops);
create trigger users_identity before update on users for each row execute function portico_refuse_new_identity();
comment on index users_by_latest_login is 'Who never signed in comes last in either order: one index for each, so that a page deep in the list starts where it begins.';
comment on column users.epoch is 'Grows when everything the user holds must die: sessions, tokens, grants and codes store it.';
comment on column users.authz_epoch is 'Grows when what the user may do changes; a change compares it inside its transaction.';
comment on column users.credential_version is 'One-time secrets are bound to it: a newer credential kills every link made before.';

create table user_addresses (
  realm_id portico_id not null,
  user_id portico_id not null,
  kind text not null check (kind in ('PRIMARY','SECONDARY')),
  address text not null,
  address_key portico_key not null,
  set_by text not null,
  set_at timestamptz not null,
  owner_confirmed_at timestamptz,
  replaced_at timestamptz,
  foreign key (realm_id, user_id) references users (realm_id, id) on update cascade on delete cascade
);
create unique index user_addresses_current on user_addresses (user_id, kind) where replaced_at is null;
create index user_addresses_by_user on user_addresses (realm_id, user_id, replaced_at);
comment on table user_addresses is 'Current addresses, and those replaced: notices still go to an address replaced in the last 30 days.';

create table user_attr (
  realm_id portico_id not null,
  attr_key portico_key not null,
  user_id portico_id not null,
  ord int not null default 0,
  key_text portico_key,
  key_num double precision,
  key_ts timestamptz,
  primary key (realm_id, attr_key, user_id, ord),
  foreign key (realm_id, user_id) references users (realm_id, id) on update cascade on delete cascade
);
create index user_attr_text on user_attr (realm_id, attr_key, key_text);
create index user_attr_num on user_attr (realm_id, attr_key, key_num);
create index user_attr_ts on user_attr (realm_id, attr_key, key_ts);
create index user_attr_user on user_attr (realm_id, user_id);
comment on column user_attr.attr_key is 'The name of a base attribute, or the id of a custom one.';

create table user_tombstones (
  user_id portico_id primary key,
  realm_id portico_id not null,
  created_at timestamptz not null,
  deleted_at timestamptz not null
);
create table login_holds (
  login_hash bytea primary key,
  realm_id portico_id not null,
  held_until timestamptz not null
);
comment on table login_holds is 'A deleted username stays reserved for its realm for 90 days. Keyed hash: it cannot be read back.';
create table restore_points (
  id portico_id primary key,
  realm_id portico_id not null references realms (id) on delete cascade,
  user_id portico_id not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  verb text not null,
  sealed bytea not null
);
create index restore_points_by_user on restore_points (realm_id, user_id);
comment on column restore_points.sealed is 'Encrypted: what the person had access to. Never credentials or sessions.';

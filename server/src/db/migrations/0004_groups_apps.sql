-- Groups and apps belong to the operator or to one realm; what a person has of them always carries the person's realm.
create table groups (
  id portico_id primary key,
  realm_id portico_id references realms (id),
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version int not null default 1,
  type text not null check (type in ('OKTA_GROUP','BUILT_IN')),
  name text not null check (length(name) between 1 and 255),
  name_key portico_key not null constraint groups_name_key unique,
  description text,
  profile jsonb not null default '{}'
);
create trigger groups_identity before update on groups for each row execute function portico_refuse_new_identity();
comment on column groups.realm_id is 'Null: the operator''s own.';

create table group_members (
  realm_id portico_id not null,
  group_id portico_id not null references groups (id) on delete cascade,
  user_id portico_id not null,
  created_at timestamptz not null,
  starts_at timestamptz,
  expires_at timestamptz,
  granted_by text not null,
  reason text,
  constraint group_members_once primary key (realm_id, group_id, user_id),
  foreign key (realm_id, user_id) references users (realm_id, id) on update cascade on delete cascade
);
create index group_members_by_user on group_members (realm_id, user_id);

create table group_realm_activity (
  group_id portico_id not null references groups (id) on delete cascade,
  realm_id portico_id not null references realms (id) on delete cascade,
  last_membership_updated_at timestamptz not null,
  primary key (group_id, realm_id)
);
comment on table group_realm_activity is 'Per realm, so that one firm''s joiners and leavers tell another nothing.';

create table group_owners (
  group_id portico_id not null references groups (id) on delete cascade,
  owner_user_id portico_id references users (id) on delete cascade,
  owner_group_id portico_id references groups (id) on delete cascade,
  created_at timestamptz not null,
  check (num_nonnulls(owner_user_id, owner_group_id) = 1)
);
create unique index group_owners_once on group_owners (group_id, coalesce(owner_user_id::text, owner_group_id::text));

create table group_rules (
  id portico_id primary key,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version int not null default 1,
  name text not null check (length(name) between 1 and 50),
  status text not null check (status in ('INACTIVE','ACTIVE','INVALID')),
  expression text not null,
  group_ids text[] not null,
  excluded_user_ids text[] not null default '{}'
);

create table group_rule_pending (
  id portico_id primary key,
  created_at timestamptz not null,
  rule_id portico_id not null references group_rules (id) on delete cascade,
  realm_id portico_id not null,
  user_id portico_id not null,
  group_id portico_id not null references groups (id) on delete cascade,
  verb text not null check (verb in ('add','remove')),
  caused_by text not null,
  foreign key (realm_id, user_id) references users (realm_id, id) on update cascade on delete cascade
);
create index group_rule_pending_by_user on group_rule_pending (realm_id, user_id);
comment on table group_rule_pending is 'Effects of a rule that the person who caused them could not make directly: they wait for an operator.';

create table apps (
  id portico_id primary key,
  realm_id portico_id references realms (id),
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version int not null default 1,
  status text not null check (status in ('ACTIVE','INACTIVE')),
  name portico_key not null,
  label text not null check (length(label) between 1 and 100),
  sign_on_mode text not null,
  settings jsonb not null default '{}',
  owner_user_id portico_id references users (id) on delete set null
);
create trigger apps_identity before update on apps for each row execute function portico_refuse_new_identity();

create table app_users (
  realm_id portico_id not null,
  app_id portico_id not null references apps (id) on delete cascade,
  user_id portico_id not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  username text,
  profile jsonb not null default '{}',
  starts_at timestamptz,
  expires_at timestamptz,
  granted_by text not null,
  reason text,
  constraint app_users_once primary key (realm_id, app_id, user_id),
  foreign key (realm_id, user_id) references users (realm_id, id) on update cascade on delete cascade
);
create index app_users_by_user on app_users (realm_id, user_id);

create table app_groups (
  app_id portico_id not null references apps (id) on delete cascade,
  group_id portico_id not null references groups (id) on delete cascade,
  created_at timestamptz not null,
  priority int not null default 0,
  profile jsonb not null default '{}',
  starts_at timestamptz,
  expires_at timestamptz,
  granted_by text not null,
  reason text,
  primary key (app_id, group_id)
);
create index app_groups_by_group on app_groups (group_id);

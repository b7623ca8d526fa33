-- Who may do what on what: roles, permissions with conditions, resource sets, bindings and who holds them.
create table roles (
  id portico_id primary key,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version int not null default 1,
  type text not null check (type in ('SUPER_ADMIN','ORG_ADMIN','PARTNER_ADMIN','CUSTOM')),
  label text not null check (length(label) between 1 and 100),
  label_key portico_key not null constraint roles_label_key unique,
  description text not null default '',
  is_standard boolean not null default false
);
create unique index roles_standard_type on roles (type) where type <> 'CUSTOM';
create trigger roles_identity before update on roles for each row execute function portico_refuse_new_identity();

create table role_permissions (
  role_id portico_id not null references roles (id) on delete cascade,
  permission portico_key not null,
  conditions jsonb,
  created_at timestamptz not null,
  primary key (role_id, permission)
);
comment on column role_permissions.conditions is '{"include": [attribute]} or {"exclude": [attribute]}; for disclose {"kinds": [kind]}.';

create table resource_sets (
  id portico_id primary key,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version int not null default 1,
  label text not null check (length(label) between 1 and 100),
  label_key portico_key not null constraint resource_sets_label_key unique,
  description text not null default ''
);
create trigger resource_sets_identity before update on resource_sets for each row execute function portico_refuse_new_identity();

create table resource_set_resources (
  id portico_id primary key,
  created_at timestamptz not null,
  resource_set_id portico_id not null references resource_sets (id) on delete cascade,
  kind text not null check (kind in ('realms','users','groups','apps','realm','realm_users','group','group_users','app')),
  realm_id portico_id references realms (id) on delete cascade,
  group_id portico_id references groups (id) on delete cascade,
  app_id portico_id references apps (id) on delete cascade,
  check ((kind in ('realm','realm_users')) = (realm_id is not null)),
  check ((kind in ('group','group_users')) = (group_id is not null)),
  check ((kind = 'app') = (app_id is not null))
);
create unique index resource_set_resources_once on resource_set_resources (resource_set_id, kind, coalesce(realm_id::text, group_id::text, app_id::text, 'all'));
comment on column resource_set_resources.kind is 'The plural kinds name all of that kind in the org and make their holder tier 2.';

create table bindings (
  id portico_id primary key,
  created_at timestamptz not null,
  role_id portico_id not null references roles (id) on delete cascade,
  resource_set_id portico_id not null references resource_sets (id) on delete cascade,
  starts_at timestamptz,
  expires_at timestamptz,
  granted_by text not null,
  reason text,
  constraint bindings_once unique (role_id, resource_set_id)
);

create table role_assignments (
  id portico_id primary key,
  created_at timestamptz not null,
  role_id portico_id not null references roles (id) on delete cascade,
  binding_id portico_id references bindings (id) on delete cascade,
  user_id portico_id references users (id) on delete cascade,
  group_id portico_id references groups (id) on delete cascade,
  app_id portico_id references apps (id) on delete cascade,
  starts_at timestamptz,
  expires_at timestamptz,
  granted_by text not null,
  reason text,
  check (num_nonnulls(user_id, group_id, app_id) = 1)
);
create unique index role_assignments_once on role_assignments (role_id, coalesce(binding_id::text, 'org'), coalesce(user_id::text, group_id::text, app_id::text));
create index role_assignments_user on role_assignments (user_id) where user_id is not null;
create index role_assignments_group on role_assignments (group_id) where group_id is not null;
create index role_assignments_app on role_assignments (app_id) where app_id is not null;
create index apps_by_owner on apps (owner_user_id) where owner_user_id is not null;
comment on column role_assignments.binding_id is 'Null: the role holds on the whole org. Only standard roles are assigned so.';
comment on table role_assignments is 'The holder is a user, a group or a service app. Authority is the org''s, not a realm''s: the row has no realm_id and survives a move only by decision of the use case that moves.';

-- The one statement of "in force now". Every dated right is read through it.
create function portico_in_force(starts_at timestamptz, expires_at timestamptz, at timestamptz) returns boolean
  language sql immutable parallel safe as $$ select coalesce(starts_at <= at, true) and coalesce(expires_at > at, true) $$;

-- Every role assignment that weighs on these users: held directly, through groups, or by service apps they own. What an app
-- holds is not its owner's to use: it only counts in how much authority is needed to act on the owner.
create function portico_assignments_of(of_users text[], at timestamptz)
  returns table (user_id text, via text, assignment_id text, role_id text, role_type text, binding_id text, resource_set_id text)
  language sql stable parallel safe as $$
  with held as (
    select a.user_id::text as user_id, 'direct' as via, a.id, a.role_id, a.binding_id from role_assignments a
     where a.user_id = any (of_users) and portico_in_force(a.starts_at, a.expires_at, at)
    union all
    select m.user_id::text, 'group', a.id, a.role_id, a.binding_id
      from users u join group_members m on m.realm_id = u.realm_id and m.user_id = u.id join role_assignments a on a.group_id = m.group_id
     where u.id = any (of_users) and portico_in_force(m.starts_at, m.expires_at, at) and portico_in_force(a.starts_at, a.expires_at, at)
    union all
    select p.owner_user_id::text, 'app', a.id, a.role_id, a.binding_id from apps p join role_assignments a on a.app_id = p.id
     where p.owner_user_id = any (of_users) and p.status = 'ACTIVE' and portico_in_force(a.starts_at, a.expires_at, at))
  select h.user_id, h.via, h.id::text, h.role_id::text, r.type, h.binding_id::text, b.resource_set_id::text
    from held h join roles r on r.id = h.role_id left join bindings b on b.id = h.binding_id
   where h.binding_id is null or portico_in_force(b.starts_at, b.expires_at, at) $$;

-- The authority of each of these users as one number: 1 realm-scoped, 2 org-wide, 3 super. Who is not in the answer has 0.
create function portico_tiers(of_users text[], at timestamptz) returns table (user_id text, tier int)
  language sql stable parallel safe as $$
  select a.user_id, max(case
      when a.role_type = 'SUPER_ADMIN' then 3
      when a.binding_id is null then 2
      when exists (select 1 from resource_set_resources s
                    where s.resource_set_id = a.resource_set_id and s.kind in ('realms','users','groups','apps')) then 2
      else 1 end)
    from portico_assignments_of(of_users, at) a group by a.user_id $$;

create function portico_tier(of_user text, at timestamptz) returns int
  language sql stable parallel safe as $$ select coalesce((select t.tier from portico_tiers(array[of_user], at) t), 0) $$;

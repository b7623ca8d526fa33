-- Policies by priority and condition; mail templates by brand, locale and name.
create table policies (
  id portico_id primary key,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version int not null default 1,
  type portico_key not null,
  name text not null,
  priority int not null,
  status text not null check (status in ('ACTIVE','INACTIVE')),
  is_default boolean not null default false,
  group_ids text[] not null default '{}',
  realm_ids text[] not null default '{}',
  settings jsonb not null default '{}',
  constraint policies_priority_key unique (type, priority) deferrable initially deferred
);
create trigger policies_identity before update on policies for each row execute function portico_refuse_new_identity();

create table templates (
  brand_id portico_id references brands (id) on delete cascade,
  locale text not null,
  name portico_key not null,
  updated_at timestamptz not null,
  subject text not null,
  body text not null
);
create unique index templates_once on templates (coalesce(brand_id::text, 'org'), locale, name);

create table org_settings (
  name portico_key primary key,
  updated_at timestamptz not null,
  value jsonb not null
);

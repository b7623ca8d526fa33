-- Realms partition people: one user, one realm. A mail domain belongs to at most one of them.
create table brands (
  id portico_id primary key,
  created_at timestamptz not null,
  name text not null,
  settings jsonb not null default '{}'
);
comment on column brands.settings is 'Colours and a raster logo as data. Never CSS, HTML or SVG.';

create table realms (
  id portico_id primary key,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version int not null default 1,
  name text not null check (length(name) between 1 and 255),
  name_key portico_key not null constraint realms_name_key unique,
  realm_type text not null check (realm_type in ('DEFAULT', 'PARTNER')),
  is_default boolean not null default false,
  brand_id portico_id references brands (id),
  allows_partner_tokens boolean not null default false,
  check (not is_default or realm_type = 'DEFAULT')
);
create unique index realms_one_default on realms (is_default) where is_default;
create trigger realms_identity before update on realms for each row execute function portico_refuse_new_identity();

create table realm_domains (
  domain portico_key not null,
  is_wildcard boolean not null default false,
  realm_id portico_id not null references realms (id) on delete cascade,
  constraint realm_domains_one_realm primary key (domain, is_wildcard)
);
create index realm_domains_by_realm on realm_domains (realm_id);
comment on table realm_domains is 'IDNA ASCII form. *.x is stored as x with is_wildcard: every name below x, and not x itself. Overlaps of two realms are refused under an advisory lock.';

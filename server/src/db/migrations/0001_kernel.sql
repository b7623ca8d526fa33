-- The ground: extensions, the id domain, the deployment's own row, and the rule that sealed rows never change.
-- Ids and keys are compared byte by byte, so that the order is the same on every PostgreSQL and every platform.
create extension if not exists pg_trgm;
create extension if not exists btree_gin;

create domain portico_id as text collate "C" check (value ~ '^[0-9A-Za-z]{20}$');
comment on domain portico_id is 'Type prefix (3), then time and randomness, base62 in ASCII order: sorts by creation within a prefix.';
create domain portico_key as text collate "C";
comment on domain portico_key is 'A value folded by the application for comparison. Never shown.';

create table org (
  id portico_id primary key,
  created_at timestamptz not null,
  name text not null,
  rp_id text,
  fold_version int not null,
  key_check bytea,
  is_demo boolean not null default false,
  singleton boolean not null default true unique check (singleton)
);
comment on table org is 'One row: the deployment. rp_id is fixed at first start, key_check proves that PORTICO_KEYS opens what is stored.';

create function portico_refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'rows of % are append-only', tg_table_name using errcode = 'PT001';
end $$;

create function portico_refuse_new_identity() returns trigger language plpgsql as $$
begin
  if new.id is distinct from old.id or new.created_at is distinct from old.created_at then
    raise exception 'id and created_at of % never change', tg_table_name using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;

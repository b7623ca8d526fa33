-- The log, the outbox, idempotency and jobs. Events are append-only; what names a person stands apart, so that it can be erased.
create table events (
  id portico_id not null,
  published_at timestamptz not null,
  seq bigint generated always as identity,
  xact xid8 not null default pg_current_xact_id(),
  event_type portico_key not null,
  severity text not null check (severity in ('DEBUG','INFO','WARN','ERROR')),
  outcome text not null check (outcome in ('SUCCESS','FAILURE','ALLOW','DENY','CHALLENGE','UNKNOWN')),
  outcome_reason text,
  actor_type text not null,
  actor_id text collate "C" not null,
  session_id text collate "C",
  api_token_id text collate "C",
  request_id text collate "C" not null,
  targets jsonb not null,
  detail jsonb not null default '{}',
  primary key (id, published_at)
) partition by range (published_at);
create index events_by_time on events (published_at, id);
create index events_by_order on events (xact, seq);
create index events_by_actor on events (actor_id, published_at);
comment on column events.xact is 'Insert order is not commit order: a polling reader takes only rows below the snapshot''s xmin.';

create table event_people (
  event_id portico_id not null,
  published_at timestamptz not null,
  person jsonb not null,
  primary key (event_id, published_at)
) partition by range (published_at);
comment on table event_people is 'Names, addresses, network addresses and agents of an event. Erasable; never sealed.';

create table event_realms (
  realm_id portico_id not null,
  published_at timestamptz not null,
  event_id portico_id not null,
  relation text not null check (relation in ('actor','target','old','new')),
  redaction text not null check (redaction in ('none','actor','target')),
  primary key (realm_id, published_at, event_id)
) partition by range (published_at);
comment on table event_realms is 'Fixed when the event is written: which realms see it, and what each of them does not see. One row a realm: two would show both sides.';

create table event_targets (
  target_id text collate "C" not null,
  published_at timestamptz not null,
  event_id portico_id not null,
  primary key (target_id, published_at, event_id)
) partition by range (published_at);

create table event_repeats (
  fold_key portico_key primary key,
  event_id portico_id not null,
  published_at timestamptz not null,
  count int not null
);
create index event_repeats_by_event on event_repeats (event_id);
comment on table event_repeats is 'Repeated failures fold into one event per account, address and minute; this counts them.';

create function portico_ensure_event_partitions(first_month date, months int) returns void language plpgsql as $$
declare
  month date; parent text; name text;
begin
  for i in 0 .. months - 1 loop
    month := (date_trunc('month', first_month) + make_interval(months => i))::date;
    foreach parent in array array['events','event_people','event_realms','event_targets'] loop
      name := parent || '_' || to_char(month, 'YYYY_MM');
      if to_regclass(name) is null then
        execute format('create table %I partition of %I for values from (%L) to (%L)', name, parent,
          month::timestamp at time zone 'UTC', (month + interval '1 month')::timestamp at time zone 'UTC');
        if parent <> 'event_people' and exists (select 1 from pg_roles where rolname = 'portico_app') then
          execute format('revoke update, delete, truncate on %I from portico_app', name);
        end if;
      end if;
    end loop;
  end loop;
end $$;

create trigger events_append_only before update or delete on events for each row execute function portico_refuse_change();
create trigger event_targets_append_only before update or delete on event_targets for each row execute function portico_refuse_change();
create trigger event_realms_append_only before update or delete on event_realms for each row execute function portico_refuse_change();

create table outbox (
  id portico_id primary key,
  created_at timestamptz not null,
  kind text not null check (kind in ('mail','sms','http')),
  template portico_key not null,
  realm_id portico_id,
  subject_user_id portico_id,
  recipients jsonb not null,
  params jsonb not null default '{}',
  secret_purpose text,
  locale text not null default 'en',
  ordering_key portico_key not null,
  run_at timestamptz not null,
  expires_at timestamptz not null,
  attempts int not null default 0,
  locked_until timestamptz,
  last_error text
);
create index outbox_due on outbox (run_at, id);
create index outbox_by_ordering on outbox (ordering_key, id);
create index outbox_by_subject on outbox (subject_user_id);
comment on table outbox is 'What must leave this machine, committed with its cause. Holds no secret: the deliverer mints it.';

create table notice_times (
  subject_user_id portico_id not null,
  template portico_key not null,
  last_at timestamptz not null,
  primary key (subject_user_id, template)
);
create index notice_times_age on notice_times (last_at);
comment on table notice_times is 'When the last notice of a kind to somebody leaves or left: the next waits five minutes after it.';

create table mailbox (
  id portico_id primary key,
  created_at timestamptz not null,
  kind text not null check (kind in ('mail','sms')),
  recipient text not null,
  sender text not null,
  subject text not null,
  body_text text not null,
  body_html text not null
);
comment on table mailbox is 'Where mail goes when no SMTP server is configured: the demo''s mailbox page.';

create table idempotency_keys (
  actor_id text collate "C" not null,
  route_id text collate "C" not null,
  key text collate "C" not null,
  request_hash bytea not null,
  created_at timestamptz not null,
  result_id text collate "C",
  primary key (actor_id, route_id, key)
);
comment on table idempotency_keys is 'What a key made, by id: a repeat is answered by reading it again, as its reader may now.';
create index idempotency_keys_age on idempotency_keys (created_at);

create table jobs (
  id portico_id primary key,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  kind portico_key not null,
  realm_id portico_id references realms (id) on delete cascade,
  actor jsonb not null,
  state text not null check (state in ('SCHEDULED','IN_PROGRESS','COMPLETED','FAILED','CANCELLED')),
  input jsonb not null,
  done int not null default 0,
  total int,
  result jsonb,
  locked_until timestamptz
);
create index jobs_due on jobs (state, created_at);
create table job_rows (
  job_id portico_id not null references jobs (id) on delete cascade,
  row_no int not null,
  state text not null check (state in ('WAITING','DONE','FAILED','SKIPPED')),
  input jsonb not null,
  fault jsonb,
  primary key (job_id, row_no)
);

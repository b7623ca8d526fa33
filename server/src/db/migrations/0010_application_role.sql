-- The role the running server takes. It can neither rewrite the log nor change the schema.
do $$
begin
  if not exists (select 1 from pg_roles where rolname = 'portico_app') then
    create role portico_app nologin;
  end if;
exception
  when duplicate_object or unique_violation then null;
  when insufficient_privilege then
    raise exception 'the account of DATABASE_URL may not create roles; let an administrator run: create role portico_app nologin; grant portico_app to %', quote_ident(current_user);
end $$;
do $$
begin
  if not pg_has_role(current_user, 'portico_app', 'member') then
    execute format('grant portico_app to %I', current_user);
  end if;
exception when insufficient_privilege then
  raise exception 'the account of DATABASE_URL is not a member of portico_app; let an administrator run: grant portico_app to %', quote_ident(current_user);
end $$;
grant usage on schema public to portico_app;
grant select, insert, update, delete on all tables in schema public to portico_app;
grant usage, select on all sequences in schema public to portico_app;
revoke update, delete on events, event_realms, event_targets from portico_app;
revoke insert, update, delete on org from portico_app;
alter default privileges in schema public grant select, insert, update, delete on tables to portico_app;

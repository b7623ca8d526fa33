-- columns
api_tokens.id portico_id not null
api_tokens.realm_id portico_id not null
api_tokens.user_id portico_id not null
api_tokens.name text not null
api_tokens.secret_hash bytea not null
api_tokens.user_epoch integer not null
api_tokens.permissions text[] not null
api_tokens.realm_ids text[]
api_tokens.created_at timestamp with time zone not null
api_tokens.last_used_at timestamp with time zone not null
api_tokens.starts_at timestamp with time zone
api_tokens.expires_at timestamp with time zone not null
api_tokens.granted_by text not null
api_tokens.reason text
app_groups.app_id portico_id not null
app_groups.group_id portico_id not null
app_groups.created_at timestamp with time zone not null
app_groups.priority integer not null default 0
app_groups.profile jsonb not null default '{}'::jsonb
app_groups.starts_at timestamp with time zone
app_groups.expires_at timestamp with time zone
app_groups.granted_by text not null
app_groups.reason text
app_sessions.id portico_id not null
app_sessions.realm_id portico_id not null
app_sessions.user_id portico_id not null
app_sessions.session_id text not null
app_sessions.app_id portico_id not null
app_sessions.protocol text not null
app_sessions.external_id text not null
app_sessions.created_at timestamp with time zone not null
app_sessions.expires_at timestamp with time zone not null
app_users.realm_id portico_id not null
app_users.app_id portico_id not null
app_users.user_id portico_id not null
app_users.created_at timestamp with time zone not null
app_users.updated_at timestamp with time zone not null
app_users.username text
app_users.profile jsonb not null default '{}'::jsonb
app_users.starts_at timestamp with time zone
app_users.expires_at timestamp with time zone
app_users.granted_by text not null
app_users.reason text
apps.id portico_id not null
apps.realm_id portico_id
apps.created_at timestamp with time zone not null
apps.updated_at timestamp with time zone not null
apps.version integer not null default 1
apps.status text not null
apps.name portico_key not null
apps.label text not null
apps.sign_on_mode text not null
apps.settings jsonb not null default '{}'::jsonb
apps.owner_user_id portico_id
authenticators.id portico_id not null
authenticators.created_at timestamp with time zone not null
authenticators.updated_at timestamp with time zone not null
authenticators.version integer not null default 1
authenticators.key portico_key not null
authenticators.status text not null
authenticators.settings jsonb not null default '{}'::jsonb
bindings.id portico_id not null
bindings.created_at timestamp with time zone not null
bindings.role_id portico_id not null
bindings.resource_set_id portico_id not null
bindings.starts_at timestamp with time zone
bindings.expires_at timestamp with time zone
bindings.granted_by text not null
bindings.reason text
brands.id portico_id not null
brands.created_at timestamp with time zone not null
brands.name text not null
brands.settings jsonb not null default '{}'::jsonb
devices.id portico_id not null
devices.realm_id portico_id not null
devices.user_id portico_id not null
devices.secret_hash bytea not null
devices.created_at timestamp with time zone not null
devices.last_seen_at timestamp with time zone not null
devices.forgotten_at timestamp with time zone
enrollments.id portico_id not null
enrollments.realm_id portico_id not null
enrollments.user_id portico_id not null
enrollments.created_at timestamp with time zone not null
enrollments.updated_at timestamp with time zone not null
enrollments.kind portico_key not null
enrollments.status text not null
enrollments.name text not null default ''::text
enrollments.public jsonb not null default '{}'::jsonb
enrollments.external_key bytea
enrollments.sealed bytea
enrollments.set_by text not null
enrollments.owner_confirmed_at timestamp with time zone
enrollments.last_used_at timestamp with time zone
enrollments.version integer not null default 1
event_people.event_id portico_id not null
event_people.published_at timestamp with time zone not null
event_people.person jsonb not null
event_realms.realm_id portico_id not null
event_realms.published_at timestamp with time zone not null
event_realms.event_id portico_id not null
event_realms.relation text not null
event_realms.redaction text not null
event_repeats.fold_key portico_key not null
event_repeats.event_id portico_id not null
event_repeats.published_at timestamp with time zone not null
event_repeats.count integer not null
event_targets.target_id text not null
event_targets.published_at timestamp with time zone not null
event_targets.event_id portico_id not null
events.id portico_id not null
events.published_at timestamp with time zone not null
events.seq bigint not null identity
events.xact xid8 not null default pg_current_xact_id()
events.event_type portico_key not null
events.severity text not null
events.outcome text not null
events.outcome_reason text
events.actor_type text not null
events.actor_id text not null
events.session_id text
events.api_token_id text
events.request_id text not null
events.targets jsonb not null
events.detail jsonb not null default '{}'::jsonb
group_members.realm_id portico_id not null
group_members.group_id portico_id not null
group_members.user_id portico_id not null
group_members.created_at timestamp with time zone not null
group_members.starts_at timestamp with time zone
group_members.expires_at timestamp with time zone
group_members.granted_by text not null
group_members.reason text
group_owners.group_id portico_id not null
group_owners.owner_user_id portico_id
group_owners.owner_group_id portico_id
group_owners.created_at timestamp with time zone not null
group_realm_activity.group_id portico_id not null
group_realm_activity.realm_id portico_id not null
group_realm_activity.last_membership_updated_at timestamp with time zone not null
group_rule_pending.id portico_id not null
group_rule_pending.created_at timestamp with time zone not null
group_rule_pending.rule_id portico_id not null
group_rule_pending.realm_id portico_id not null
group_rule_pending.user_id portico_id not null
group_rule_pending.group_id portico_id not null
group_rule_pending.verb text not null
group_rule_pending.caused_by text not null
group_rules.id portico_id not null
group_rules.created_at timestamp with time zone not null
group_rules.updated_at timestamp with time zone not null
group_rules.version integer not null default 1
group_rules.name text not null
group_rules.status text not null
group_rules.expression text not null
group_rules.group_ids text[] not null
group_rules.excluded_user_ids text[] not null default '{}'::text[]
groups.id portico_id not null
groups.realm_id portico_id
groups.created_at timestamp with time zone not null
groups.updated_at timestamp with time zone not null
groups.version integer not null default 1
groups.type text not null
groups.name text not null
groups.name_key portico_key not null
groups.description text
groups.profile jsonb not null default '{}'::jsonb
guess_counters.subject portico_key not null
guess_counters.device portico_key not null
guess_counters.kind portico_key not null
guess_counters.failures integer not null
guess_counters.window_started_at timestamp with time zone not null
guess_counters.blocked_until timestamp with time zone
idempotency_keys.actor_id text not null
idempotency_keys.route_id text not null
idempotency_keys.key text not null
idempotency_keys.request_hash bytea not null
idempotency_keys.created_at timestamp with time zone not null
idempotency_keys.result_id text
job_rows.job_id portico_id not null
job_rows.row_no integer not null
job_rows.state text not null
job_rows.input jsonb not null
job_rows.fault jsonb
jobs.id portico_id not null
jobs.created_at timestamp with time zone not null
jobs.updated_at timestamp with time zone not null
jobs.kind portico_key not null
jobs.realm_id portico_id
jobs.actor jsonb not null
jobs.state text not null
jobs.input jsonb not null
jobs.done integer not null default 0
jobs.total integer
jobs.result jsonb
jobs.locked_until timestamp with time zone
login_holds.login_hash bytea not null
login_holds.realm_id portico_id not null
login_holds.held_until timestamp with time zone not null
mailbox.id portico_id not null
mailbox.created_at timestamp with time zone not null
mailbox.kind text not null
mailbox.recipient text not null
mailbox.sender text not null
mailbox.subject text not null
mailbox.body_text text not null
mailbox.body_html text not null
migrations.name text not null
migrations.applied_at timestamp with time zone not null
notice_times.subject_user_id portico_id not null
notice_times.template portico_key not null
notice_times.last_at timestamp with time zone not null
oauth_artifacts.model portico_key not null
oauth_artifacts.secret_hash bytea not null
oauth_artifacts.realm_id portico_id
oauth_artifacts.user_id portico_id
oauth_artifacts.app_id portico_id
oauth_artifacts.grant_id portico_id
oauth_artifacts.session_id text
oauth_artifacts.user_epoch integer
oauth_artifacts.uid text
oauth_artifacts.user_code text
oauth_artifacts.created_at timestamp with time zone not null
oauth_artifacts.expires_at timestamp with time zone
oauth_artifacts.consumed_at timestamp with time zone
oauth_artifacts.payload jsonb not null
oauth_grants.id portico_id not null
oauth_grants.realm_id portico_id not null
oauth_grants.user_id portico_id not null
oauth_grants.app_id portico_id not null
oauth_grants.user_epoch integer not null
oauth_grants.created_at timestamp with time zone not null
oauth_grants.expires_at timestamp with time zone not null
oauth_grants.scopes text[] not null
oauth_grants.detail jsonb not null default '{}'::jsonb
one_time_secrets.id portico_id not null
one_time_secrets.realm_id portico_id not null
one_time_secrets.user_id portico_id not null
one_time_secrets.purpose portico_key not null
one_time_secrets.secret_hash bytea not null
one_time_secrets.credential_version integer not null
one_time_secrets.created_at timestamp with time zone not null
one_time_secrets.expires_at timestamp with time zone not null
one_time_secrets.consumed_at timestamp with time zone
one_time_secrets.superseded_at timestamp with time zone
one_time_secrets.detail jsonb not null default '{}'::jsonb
org.id portico_id not null
org.created_at timestamp with time zone not null
org.name text not null
org.rp_id text
org.fold_version integer not null
org.key_check bytea
org.is_demo boolean not null default false
org.singleton boolean not null default true
org_settings.name portico_key not null
org_settings.updated_at timestamp with time zone not null
org_settings.value jsonb not null
outbox.id portico_id not null
outbox.created_at timestamp with time zone not null
outbox.kind text not null
outbox.template portico_key not null
outbox.realm_id portico_id
outbox.subject_user_id portico_id
outbox.recipients jsonb not null
outbox.params jsonb not null default '{}'::jsonb
outbox.secret_purpose text
outbox.locale text not null default 'en'::text
outbox.ordering_key portico_key not null
outbox.run_at timestamp with time zone not null
outbox.expires_at timestamp with time zone not null
outbox.attempts integer not null default 0
outbox.locked_until timestamp with time zone
outbox.last_error text
password_history.realm_id portico_id not null
password_history.user_id portico_id not null
password_history.replaced_at timestamp with time zone not null
password_history.hash text not null
passwords.realm_id portico_id not null
passwords.user_id portico_id not null
passwords.hash text not null
passwords.must_change boolean not null default false
passwords.temporary_until timestamp with time zone
passwords.set_by text not null
passwords.set_at timestamp with time zone not null
passwords.owner_confirmed_at timestamp with time zone
policies.id portico_id not null
policies.created_at timestamp with time zone not null
policies.updated_at timestamp with time zone not null
policies.version integer not null default 1
policies.type portico_key not null
policies.name text not null
policies.priority integer not null
policies.status text not null
policies.is_default boolean not null default false
policies.group_ids text[] not null default '{}'::text[]
policies.realm_ids text[] not null default '{}'::text[]
policies.settings jsonb not null default '{}'::jsonb
realm_domains.domain portico_key not null
realm_domains.is_wildcard boolean not null default false
realm_domains.realm_id portico_id not null
realms.id portico_id not null
realms.created_at timestamp with time zone not null
realms.updated_at timestamp with time zone not null
realms.version integer not null default 1
realms.name text not null
realms.name_key portico_key not null
realms.realm_type text not null
realms.is_default boolean not null default false
realms.brand_id portico_id
realms.allows_partner_tokens boolean not null default false
resource_set_resources.id portico_id not null
resource_set_resources.created_at timestamp with time zone not null
resource_set_resources.resource_set_id portico_id not null
resource_set_resources.kind text not null
resource_set_resources.realm_id portico_id
resource_set_resources.group_id portico_id
resource_set_resources.app_id portico_id
resource_sets.id portico_id not null
resource_sets.created_at timestamp with time zone not null
resource_sets.updated_at timestamp with time zone not null
resource_sets.version integer not null default 1
resource_sets.label text not null
resource_sets.label_key portico_key not null
resource_sets.description text not null default ''::text
restore_points.id portico_id not null
restore_points.realm_id portico_id not null
restore_points.user_id portico_id not null
restore_points.created_at timestamp with time zone not null
restore_points.expires_at timestamp with time zone not null
restore_points.verb text not null
restore_points.sealed bytea not null
role_assignments.id portico_id not null
role_assignments.created_at timestamp with time zone not null
role_assignments.role_id portico_id not null
role_assignments.binding_id portico_id
role_assignments.user_id portico_id
role_assignments.group_id portico_id
role_assignments.app_id portico_id
role_assignments.starts_at timestamp with time zone
role_assignments.expires_at timestamp with time zone
role_assignments.granted_by text not null
role_assignments.reason text
role_permissions.role_id portico_id not null
role_permissions.permission portico_key not null
role_permissions.conditions jsonb
role_permissions.created_at timestamp with time zone not null
roles.id portico_id not null
roles.created_at timestamp with time zone not null
roles.updated_at timestamp with time zone not null
roles.version integer not null default 1
roles.type text not null
roles.label text not null
roles.label_key portico_key not null
roles.description text not null default ''::text
roles.is_standard boolean not null default false
sessions.id text not null
sessions.realm_id portico_id not null
sessions.user_id portico_id not null
sessions.secret_hash bytea not null
sessions.user_epoch integer not null
sessions.device_id portico_id
sessions.methods jsonb not null
sessions.proved_at timestamp with time zone not null
sessions.address text not null
sessions.user_agent text not null
sessions.created_at timestamp with time zone not null
sessions.last_seen_at timestamp with time zone not null
sessions.idle_seconds integer not null
sessions.expires_at timestamp with time zone not null
signin_flows.id_hash bytea not null
signin_flows.created_at timestamp with time zone not null
signin_flows.expires_at timestamp with time zone not null
signin_flows.state jsonb not null
signin_flows.version integer not null default 1
signing_keys.id portico_id not null
signing_keys.created_at timestamp with time zone not null
signing_keys.algorithm text not null
signing_keys.public_jwk jsonb not null
signing_keys.sealed bytea not null
signing_keys.retires_at timestamp with time zone
templates.brand_id portico_id
templates.locale text not null
templates.name portico_key not null
templates.updated_at timestamp with time zone not null
templates.subject text not null
templates.body text not null
user_addresses.realm_id portico_id not null
user_addresses.user_id portico_id not null
user_addresses.kind text not null
user_addresses.address text not null
user_addresses.address_key portico_key not null
user_addresses.set_by text not null
user_addresses.set_at timestamp with time zone not null
user_addresses.owner_confirmed_at timestamp with time zone
user_addresses.replaced_at timestamp with time zone
user_attr.realm_id portico_id not null
user_attr.attr_key portico_key not null
user_attr.user_id portico_id not null
user_attr.ord integer not null default 0
user_attr.key_text portico_key
user_attr.key_num double precision
user_attr.key_ts timestamp with time zone
user_attributes.id portico_id not null
user_attributes.created_at timestamp with time zone not null
user_attributes.user_type_id portico_id not null
user_attributes.name portico_key not null
user_attributes.definition jsonb not null
user_attributes.is_required boolean not null default false
user_attributes.is_unique boolean not null default false
user_attributes.is_indexed boolean not null default true
user_attributes.ord integer not null default 0
user_tombstones.user_id portico_id not null
user_tombstones.realm_id portico_id not null
user_tombstones.created_at timestamp with time zone not null
user_tombstones.deleted_at timestamp with time zone not null
user_types.id portico_id not null
user_types.created_at timestamp with time zone not null
user_types.updated_at timestamp with time zone not null
user_types.version integer not null default 1
user_types.name portico_key not null
user_types.display_name text not null
user_types.description text
user_types.is_default boolean not null default false
user_types.created_by text
user_types.updated_by text
users.id portico_id not null
users.realm_id portico_id not null
users.type_id portico_id not null
users.status text not null
users.status_before_suspend text
users.created_at timestamp with time zone not null
users.activated_at timestamp with time zone
users.status_changed_at timestamp with time zone
users.updated_at timestamp with time zone not null
users.last_login_at timestamp with time zone
users.profile jsonb not null
users.login_key portico_key not null
users.short_key portico_key not null
users.email_key portico_key not null
users.first_key portico_key not null
users.last_key portico_key not null
users.sort_key portico_key not null
users.search_text text not null
users.fold_version integer not null
users.epoch integer not null default 1
users.authz_epoch integer not null default 1
users.credential_version integer not null default 1
users.version integer not null default 1
users.starts_at timestamp with time zone
users.expires_at timestamp with time zone
users.granted_by text
users.reason text

-- constraints
api_tokens: api_tokens_name_check CHECK (((length(name) >= 1) AND (length(name) <= 255)))
api_tokens: api_tokens_pkey PRIMARY KEY (id)
api_tokens: api_tokens_realm_id_user_id_fkey FOREIGN KEY (realm_id, user_id) REFERENCES users(realm_id, id) ON UPDATE CASCADE ON DELETE CASCADE
api_tokens: api_tokens_secret_key UNIQUE (secret_hash)
app_groups: app_groups_app_id_fkey FOREIGN KEY (app_id) REFERENCES apps(id) ON DELETE CASCADE
app_groups: app_groups_group_id_fkey FOREIGN KEY (group_id) REFERENCES groups(id) ON DELETE CASCADE
app_groups: app_groups_pkey PRIMARY KEY (app_id, group_id)
app_sessions: app_sessions_app_id_fkey FOREIGN KEY (app_id) REFERENCES apps(id) ON DELETE CASCADE
app_sessions: app_sessions_pkey PRIMARY KEY (id)
app_sessions: app_sessions_protocol_check CHECK ((protocol = ANY (ARRAY['OIDC'::text, 'SAML'::text])))
app_sessions: app_sessions_realm_id_user_id_fkey FOREIGN KEY (realm_id, user_id) REFERENCES users(realm_id, id) ON UPDATE CASCADE ON DELETE CASCADE
app_users: app_users_app_id_fkey FOREIGN KEY (app_id) REFERENCES apps(id) ON DELETE CASCADE
app_users: app_users_once PRIMARY KEY (realm_id, app_id, user_id)
app_users: app_users_realm_id_user_id_fkey FOREIGN KEY (realm_id, user_id) REFERENCES users(realm_id, id) ON UPDATE CASCADE ON DELETE CASCADE
apps: apps_label_check CHECK (((length(label) >= 1) AND (length(label) <= 100)))
apps: apps_owner_user_id_fkey FOREIGN KEY (owner_user_id) REFERENCES users(id) ON DELETE SET NULL
apps: apps_pkey PRIMARY KEY (id)
apps: apps_realm_id_fkey FOREIGN KEY (realm_id) REFERENCES realms(id)
apps: apps_status_check CHECK ((status = ANY (ARRAY['ACTIVE'::text, 'INACTIVE'::text])))
authenticators: authenticators_key_key UNIQUE (key)
authenticators: authenticators_pkey PRIMARY KEY (id)
authenticators: authenticators_status_check CHECK ((status = ANY (ARRAY['ACTIVE'::text, 'INACTIVE'::text])))
bindings: bindings_once UNIQUE (role_id, resource_set_id)
bindings: bindings_pkey PRIMARY KEY (id)
bindings: bindings_resource_set_id_fkey FOREIGN KEY (resource_set_id) REFERENCES resource_sets(id) ON DELETE CASCADE
bindings: bindings_role_id_fkey FOREIGN KEY (role_id) REFERENCES roles(id) ON DELETE CASCADE
brands: brands_pkey PRIMARY KEY (id)
devices: devices_pkey PRIMARY KEY (id)
devices: devices_realm_id_user_id_fkey FOREIGN KEY (realm_id, user_id) REFERENCES users(realm_id, id) ON UPDATE CASCADE ON DELETE CASCADE
devices: devices_secret_hash_key UNIQUE (secret_hash)
enrollments: enrollments_pkey PRIMARY KEY (id)
enrollments: enrollments_realm_id_user_id_fkey FOREIGN KEY (realm_id, user_id) REFERENCES users(realm_id, id) ON UPDATE CASCADE ON DELETE CASCADE
enrollments: enrollments_status_check CHECK ((status = ANY (ARRAY['PENDING_ACTIVATION'::text, 'ACTIVE'::text, 'INACTIVE'::text])))
event_people: event_people_pkey PRIMARY KEY (event_id, published_at)
event_realms: event_realms_pkey PRIMARY KEY (realm_id, published_at, event_id)
event_realms: event_realms_redaction_check CHECK ((redaction = ANY (ARRAY['none'::text, 'actor'::text, 'target'::text])))
event_realms: event_realms_relation_check CHECK ((relation = ANY (ARRAY['actor'::text, 'target'::text, 'old'::text, 'new'::text])))
event_repeats: event_repeats_pkey PRIMARY KEY (fold_key)
event_targets: event_targets_pkey PRIMARY KEY (target_id, published_at, event_id)
events: events_outcome_check CHECK ((outcome = ANY (ARRAY['SUCCESS'::text, 'FAILURE'::text, 'ALLOW'::text, 'DENY'::text, 'CHALLENGE'::text, 'UNKNOWN'::text])))
events: events_pkey PRIMARY KEY (id, published_at)
events: events_severity_check CHECK ((severity = ANY (ARRAY['DEBUG'::text, 'INFO'::text, 'WARN'::text, 'ERROR'::text])))
group_members: group_members_group_id_fkey FOREIGN KEY (group_id) REFERENCES groups(id) ON DELETE CASCADE
group_members: group_members_once PRIMARY KEY (realm_id, group_id, user_id)
group_members: group_members_realm_id_user_id_fkey FOREIGN KEY (realm_id, user_id) REFERENCES users(realm_id, id) ON UPDATE CASCADE ON DELETE CASCADE
group_owners: group_owners_check CHECK ((num_nonnulls(owner_user_id, owner_group_id) = 1))
group_owners: group_owners_group_id_fkey FOREIGN KEY (group_id) REFERENCES groups(id) ON DELETE CASCADE
group_owners: group_owners_owner_group_id_fkey FOREIGN KEY (owner_group_id) REFERENCES groups(id) ON DELETE CASCADE
group_owners: group_owners_owner_user_id_fkey FOREIGN KEY (owner_user_id) REFERENCES users(id) ON DELETE CASCADE
group_realm_activity: group_realm_activity_group_id_fkey FOREIGN KEY (group_id) REFERENCES groups(id) ON DELETE CASCADE
group_realm_activity: group_realm_activity_pkey PRIMARY KEY (group_id, realm_id)
group_realm_activity: group_realm_activity_realm_id_fkey FOREIGN KEY (realm_id) REFERENCES realms(id) ON DELETE CASCADE
group_rule_pending: group_rule_pending_group_id_fkey FOREIGN KEY (group_id) REFERENCES groups(id) ON DELETE CASCADE
group_rule_pending: group_rule_pending_pkey PRIMARY KEY (id)
group_rule_pending: group_rule_pending_realm_id_user_id_fkey FOREIGN KEY (realm_id, user_id) REFERENCES users(realm_id, id) ON UPDATE CASCADE ON DELETE CASCADE
group_rule_pending: group_rule_pending_rule_id_fkey FOREIGN KEY (rule_id) REFERENCES group_rules(id) ON DELETE CASCADE
group_rule_pending: group_rule_pending_verb_check CHECK ((verb = ANY (ARRAY['add'::text, 'remove'::text])))
group_rules: group_rules_name_check CHECK (((length(name) >= 1) AND (length(name) <= 50)))
group_rules: group_rules_pkey PRIMARY KEY (id)
group_rules: group_rules_status_check CHECK ((status = ANY (ARRAY['INACTIVE'::text, 'ACTIVE'::text, 'INVALID'::text])))
groups: groups_name_check CHECK (((length(name) >= 1) AND (length(name) <= 255)))
groups: groups_name_key UNIQUE (name_key)
groups: groups_pkey PRIMARY KEY (id)
groups: groups_realm_id_fkey FOREIGN KEY (realm_id) REFERENCES realms(id)
groups: groups_type_check CHECK ((type = ANY (ARRAY['OKTA_GROUP'::text, 'BUILT_IN'::text])))
guess_counters: guess_counters_pkey PRIMARY KEY (subject, device, kind)
idempotency_keys: idempotency_keys_pkey PRIMARY KEY (actor_id, route_id, key)
job_rows: job_rows_job_id_fkey FOREIGN KEY (job_id) REFERENCES jobs(id) ON DELETE CASCADE
job_rows: job_rows_pkey PRIMARY KEY (job_id, row_no)
job_rows: job_rows_state_check CHECK ((state = ANY (ARRAY['WAITING'::text, 'DONE'::text, 'FAILED'::text, 'SKIPPED'::text])))
jobs: jobs_pkey PRIMARY KEY (id)
jobs: jobs_realm_id_fkey FOREIGN KEY (realm_id) REFERENCES realms(id) ON DELETE CASCADE
jobs: jobs_state_check CHECK ((state = ANY (ARRAY['SCHEDULED'::text, 'IN_PROGRESS'::text, 'COMPLETED'::text, 'FAILED'::text, 'CANCELLED'::text])))
login_holds: login_holds_pkey PRIMARY KEY (login_hash)
mailbox: mailbox_kind_check CHECK ((kind = ANY (ARRAY['mail'::text, 'sms'::text])))
mailbox: mailbox_pkey PRIMARY KEY (id)
migrations: migrations_pkey PRIMARY KEY (name)
notice_times: notice_times_pkey PRIMARY KEY (subject_user_id, template)
oauth_artifacts: oauth_artifacts_app_id_fkey FOREIGN KEY (app_id) REFERENCES apps(id) ON DELETE CASCADE
oauth_artifacts: oauth_artifacts_grant_id_fkey FOREIGN KEY (grant_id) REFERENCES oauth_grants(id) ON DELETE CASCADE
oauth_artifacts: oauth_artifacts_pkey PRIMARY KEY (model, secret_hash)
oauth_artifacts: oauth_artifacts_realm_id_user_id_fkey FOREIGN KEY (realm_id, user_id) REFERENCES users(realm_id, id) ON UPDATE CASCADE ON DELETE CASCADE
oauth_grants: oauth_grants_app_id_fkey FOREIGN KEY (app_id) REFERENCES apps(id) ON DELETE CASCADE
oauth_grants: oauth_grants_pkey PRIMARY KEY (id)
oauth_grants: oauth_grants_realm_id_user_id_fkey FOREIGN KEY (realm_id, user_id) REFERENCES users(realm_id, id) ON UPDATE CASCADE ON DELETE CASCADE
one_time_secrets: one_time_secrets_hash_key UNIQUE (secret_hash)
one_time_secrets: one_time_secrets_pkey PRIMARY KEY (id)
one_time_secrets: one_time_secrets_realm_id_user_id_fkey FOREIGN KEY (realm_id, user_id) REFERENCES users(realm_id, id) ON UPDATE CASCADE ON DELETE CASCADE
org: org_pkey PRIMARY KEY (id)
org: org_singleton_check CHECK (singleton)
org: org_singleton_key UNIQUE (singleton)
org_settings: org_settings_pkey PRIMARY KEY (name)
outbox: outbox_kind_check CHECK ((kind = ANY (ARRAY['mail'::text, 'sms'::text, 'http'::text])))
outbox: outbox_pkey PRIMARY KEY (id)
password_history: password_history_realm_id_user_id_fkey FOREIGN KEY (realm_id, user_id) REFERENCES users(realm_id, id) ON UPDATE CASCADE ON DELETE CASCADE
passwords: passwords_pkey PRIMARY KEY (user_id)
passwords: passwords_realm_id_user_id_fkey FOREIGN KEY (realm_id, user_id) REFERENCES users(realm_id, id) ON UPDATE CASCADE ON DELETE CASCADE
policies: policies_pkey PRIMARY KEY (id)
policies: policies_priority_key UNIQUE (type, priority) DEFERRABLE INITIALLY DEFERRED
policies: policies_status_check CHECK ((status = ANY (ARRAY['ACTIVE'::text, 'INACTIVE'::text])))
realm_domains: realm_domains_one_realm PRIMARY KEY (domain, is_wildcard)
realm_domains: realm_domains_realm_id_fkey FOREIGN KEY (realm_id) REFERENCES realms(id) ON DELETE CASCADE
realms: realms_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES brands(id)
realms: realms_check CHECK (((NOT is_default) OR (realm_type = 'DEFAULT'::text)))
realms: realms_name_check CHECK (((length(name) >= 1) AND (length(name) <= 255)))
realms: realms_name_key UNIQUE (name_key)
realms: realms_pkey PRIMARY KEY (id)
realms: realms_realm_type_check CHECK ((realm_type = ANY (ARRAY['DEFAULT'::text, 'PARTNER'::text])))
resource_set_resources: resource_set_resources_app_id_fkey FOREIGN KEY (app_id) REFERENCES apps(id) ON DELETE CASCADE
resource_set_resources: resource_set_resources_check CHECK (((kind = ANY (ARRAY['realm'::text, 'realm_users'::text])) = (realm_id IS NOT NULL)))
resource_set_resources: resource_set_resources_check1 CHECK (((kind = ANY (ARRAY['group'::text, 'group_users'::text])) = (group_id IS NOT NULL)))
resource_set_resources: resource_set_resources_check2 CHECK (((kind = 'app'::text) = (app_id IS NOT NULL)))
resource_set_resources: resource_set_resources_group_id_fkey FOREIGN KEY (group_id) REFERENCES groups(id) ON DELETE CASCADE
resource_set_resources: resource_set_resources_kind_check CHECK ((kind = ANY (ARRAY['realms'::text, 'users'::text, 'groups'::text, 'apps'::text, 'realm'::text, 'realm_users'::text, 'group'::text, 'group_users'::text, 'app'::text])))
resource_set_resources: resource_set_resources_pkey PRIMARY KEY (id)
resource_set_resources: resource_set_resources_realm_id_fkey FOREIGN KEY (realm_id) REFERENCES realms(id) ON DELETE CASCADE
resource_set_resources: resource_set_resources_resource_set_id_fkey FOREIGN KEY (resource_set_id) REFERENCES resource_sets(id) ON DELETE CASCADE
resource_sets: resource_sets_label_check CHECK (((length(label) >= 1) AND (length(label) <= 100)))
resource_sets: resource_sets_label_key UNIQUE (label_key)
resource_sets: resource_sets_pkey PRIMARY KEY (id)
restore_points: restore_points_pkey PRIMARY KEY (id)
restore_points: restore_points_realm_id_fkey FOREIGN KEY (realm_id) REFERENCES realms(id) ON DELETE CASCADE
role_assignments: role_assignments_app_id_fkey FOREIGN KEY (app_id) REFERENCES apps(id) ON DELETE CASCADE
role_assignments: role_assignments_binding_id_fkey FOREIGN KEY (binding_id) REFERENCES bindings(id) ON DELETE CASCADE
role_assignments: role_assignments_check CHECK ((num_nonnulls(user_id, group_id, app_id) = 1))
role_assignments: role_assignments_group_id_fkey FOREIGN KEY (group_id) REFERENCES groups(id) ON DELETE CASCADE
role_assignments: role_assignments_pkey PRIMARY KEY (id)
role_assignments: role_assignments_role_id_fkey FOREIGN KEY (role_id) REFERENCES roles(id) ON DELETE CASCADE
role_assignments: role_assignments_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
role_permissions: role_permissions_pkey PRIMARY KEY (role_id, permission)
role_permissions: role_permissions_role_id_fkey FOREIGN KEY (role_id) REFERENCES roles(id) ON DELETE CASCADE
roles: roles_label_check CHECK (((length(label) >= 1) AND (length(label) <= 100)))
roles: roles_label_key UNIQUE (label_key)
roles: roles_pkey PRIMARY KEY (id)
roles: roles_type_check CHECK ((type = ANY (ARRAY['SUPER_ADMIN'::text, 'ORG_ADMIN'::text, 'PARTNER_ADMIN'::text, 'CUSTOM'::text])))
sessions: sessions_device_id_fkey FOREIGN KEY (device_id) REFERENCES devices(id) ON DELETE SET NULL
sessions: sessions_id_check CHECK ((id ~ '^102[0-9A-Za-z]{22}$'::text))
sessions: sessions_pkey PRIMARY KEY (id)
sessions: sessions_realm_id_user_id_fkey FOREIGN KEY (realm_id, user_id) REFERENCES users(realm_id, id) ON UPDATE CASCADE ON DELETE CASCADE
sessions: sessions_secret_key UNIQUE (secret_hash)
signin_flows: signin_flows_pkey PRIMARY KEY (id_hash)
signing_keys: signing_keys_pkey PRIMARY KEY (id)
templates: templates_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES brands(id) ON DELETE CASCADE
user_addresses: user_addresses_kind_check CHECK ((kind = ANY (ARRAY['PRIMARY'::text, 'SECONDARY'::text])))
user_addresses: user_addresses_realm_id_user_id_fkey FOREIGN KEY (realm_id, user_id) REFERENCES users(realm_id, id) ON UPDATE CASCADE ON DELETE CASCADE
user_attr: user_attr_pkey PRIMARY KEY (realm_id, attr_key, user_id, ord)
user_attr: user_attr_realm_id_user_id_fkey FOREIGN KEY (realm_id, user_id) REFERENCES users(realm_id, id) ON UPDATE CASCADE ON DELETE CASCADE
user_attributes: user_attributes_name_key UNIQUE (user_type_id, name)
user_attributes: user_attributes_pkey PRIMARY KEY (id)
user_attributes: user_attributes_user_type_id_fkey FOREIGN KEY (user_type_id) REFERENCES user_types(id) ON DELETE CASCADE
user_tombstones: user_tombstones_pkey PRIMARY KEY (user_id)
user_types: user_types_display_name_check CHECK (((length(display_name) >= 1) AND (length(display_name) <= 50)))
user_types: user_types_name_check CHECK (((name)::text ~ '^[A-Za-z][A-Za-z0-9_]*$'::text))
user_types: user_types_name_key UNIQUE (name)
user_types: user_types_pkey PRIMARY KEY (id)
users: users_check CHECK (((status = 'SUSPENDED'::text) = (status_before_suspend IS NOT NULL)))
users: users_in_realm UNIQUE (realm_id, id)
users: users_login_key UNIQUE (login_key)
users: users_pkey PRIMARY KEY (id)
users: users_profile_check CHECK ((jsonb_typeof(profile) = 'object'::text))
users: users_realm_id_fkey FOREIGN KEY (realm_id) REFERENCES realms(id)
users: users_status_before_suspend_check CHECK ((status_before_suspend = ANY (ARRAY['PROVISIONED'::text, 'ACTIVE'::text, 'PASSWORD_EXPIRED'::text, 'RECOVERY'::text, 'LOCKED_OUT'::text])))
users: users_status_check CHECK ((status = ANY (ARRAY['STAGED'::text, 'PROVISIONED'::text, 'ACTIVE'::text, 'RECOVERY'::text, 'PASSWORD_EXPIRED'::text, 'LOCKED_OUT'::text, 'SUSPENDED'::text, 'DEPROVISIONED'::text])))
users: users_type_id_fkey FOREIGN KEY (type_id) REFERENCES user_types(id)

-- indexes
CREATE INDEX api_tokens_by_user ON public.api_tokens USING btree (realm_id, user_id)
CREATE UNIQUE INDEX api_tokens_pkey ON public.api_tokens USING btree (id)
CREATE UNIQUE INDEX api_tokens_secret_key ON public.api_tokens USING btree (secret_hash)
CREATE INDEX app_groups_by_group ON public.app_groups USING btree (group_id)
CREATE UNIQUE INDEX app_groups_pkey ON public.app_groups USING btree (app_id, group_id)
CREATE INDEX app_sessions_by_user ON public.app_sessions USING btree (realm_id, user_id)
CREATE UNIQUE INDEX app_sessions_pkey ON public.app_sessions USING btree (id)
CREATE INDEX app_users_by_user ON public.app_users USING btree (realm_id, user_id)
CREATE UNIQUE INDEX app_users_once ON public.app_users USING btree (realm_id, app_id, user_id)
CREATE INDEX apps_by_owner ON public.apps USING btree (owner_user_id) WHERE (owner_user_id IS NOT NULL)
CREATE UNIQUE INDEX apps_pkey ON public.apps USING btree (id)
CREATE UNIQUE INDEX authenticators_key_key ON public.authenticators USING btree (key)
CREATE UNIQUE INDEX authenticators_pkey ON public.authenticators USING btree (id)
CREATE UNIQUE INDEX bindings_once ON public.bindings USING btree (role_id, resource_set_id)
CREATE UNIQUE INDEX bindings_pkey ON public.bindings USING btree (id)
CREATE UNIQUE INDEX brands_pkey ON public.brands USING btree (id)
CREATE INDEX devices_by_user ON public.devices USING btree (realm_id, user_id)
CREATE UNIQUE INDEX devices_pkey ON public.devices USING btree (id)
CREATE UNIQUE INDEX devices_secret_hash_key ON public.devices USING btree (secret_hash)
CREATE INDEX enrollments_by_user ON public.enrollments USING btree (realm_id, user_id)
CREATE UNIQUE INDEX enrollments_external_key ON public.enrollments USING btree (kind, external_key) WHERE (external_key IS NOT NULL)
CREATE UNIQUE INDEX enrollments_pkey ON public.enrollments USING btree (id)
CREATE UNIQUE INDEX event_people_pkey ON ONLY public.event_people USING btree (event_id, published_at)
CREATE UNIQUE INDEX event_realms_pkey ON ONLY public.event_realms USING btree (realm_id, published_at, event_id)
CREATE INDEX event_repeats_by_event ON public.event_repeats USING btree (event_id)
CREATE UNIQUE INDEX event_repeats_pkey ON public.event_repeats USING btree (fold_key)
CREATE UNIQUE INDEX event_targets_pkey ON ONLY public.event_targets USING btree (target_id, published_at, event_id)
CREATE INDEX events_by_actor ON ONLY public.events USING btree (actor_id, published_at)
CREATE INDEX events_by_order ON ONLY public.events USING btree (xact, seq)
CREATE INDEX events_by_time ON ONLY public.events USING btree (published_at, id)
CREATE UNIQUE INDEX events_pkey ON ONLY public.events USING btree (id, published_at)
CREATE INDEX group_members_by_user ON public.group_members USING btree (realm_id, user_id)
CREATE UNIQUE INDEX group_members_once ON public.group_members USING btree (realm_id, group_id, user_id)
CREATE UNIQUE INDEX group_owners_once ON public.group_owners USING btree (group_id, COALESCE((owner_user_id)::text, (owner_group_id)::text))
CREATE UNIQUE INDEX group_realm_activity_pkey ON public.group_realm_activity USING btree (group_id, realm_id)
CREATE INDEX group_rule_pending_by_user ON public.group_rule_pending USING btree (realm_id, user_id)
CREATE UNIQUE INDEX group_rule_pending_pkey ON public.group_rule_pending USING btree (id)
CREATE UNIQUE INDEX group_rules_pkey ON public.group_rules USING btree (id)
CREATE UNIQUE INDEX groups_name_key ON public.groups USING btree (name_key)
CREATE UNIQUE INDEX groups_pkey ON public.groups USING btree (id)
CREATE INDEX guess_counters_age ON public.guess_counters USING btree (window_started_at)
CREATE UNIQUE INDEX guess_counters_pkey ON public.guess_counters USING btree (subject, device, kind)
CREATE INDEX idempotency_keys_age ON public.idempotency_keys USING btree (created_at)
CREATE UNIQUE INDEX idempotency_keys_pkey ON public.idempotency_keys USING btree (actor_id, route_id, key)
CREATE UNIQUE INDEX job_rows_pkey ON public.job_rows USING btree (job_id, row_no)
CREATE INDEX jobs_due ON public.jobs USING btree (state, created_at)
CREATE UNIQUE INDEX jobs_pkey ON public.jobs USING btree (id)
CREATE UNIQUE INDEX login_holds_pkey ON public.login_holds USING btree (login_hash)
CREATE UNIQUE INDEX mailbox_pkey ON public.mailbox USING btree (id)
CREATE UNIQUE INDEX migrations_pkey ON public.migrations USING btree (name)
CREATE INDEX notice_times_age ON public.notice_times USING btree (last_at)
CREATE UNIQUE INDEX notice_times_pkey ON public.notice_times USING btree (subject_user_id, template)
CREATE INDEX oauth_artifacts_age ON public.oauth_artifacts USING btree (expires_at)
CREATE INDEX oauth_artifacts_by_grant ON public.oauth_artifacts USING btree (grant_id)
CREATE INDEX oauth_artifacts_by_uid ON public.oauth_artifacts USING btree (model, uid) WHERE (uid IS NOT NULL)
CREATE INDEX oauth_artifacts_by_user ON public.oauth_artifacts USING btree (realm_id, user_id)
CREATE UNIQUE INDEX oauth_artifacts_pkey ON public.oauth_artifacts USING btree (model, secret_hash)
CREATE INDEX oauth_grants_by_user ON public.oauth_grants USING btree (realm_id, user_id)
CREATE UNIQUE INDEX oauth_grants_pkey ON public.oauth_grants USING btree (id)
CREATE INDEX one_time_secrets_by_user ON public.one_time_secrets USING btree (realm_id, user_id, purpose)
CREATE UNIQUE INDEX one_time_secrets_hash_key ON public.one_time_secrets USING btree (secret_hash)
CREATE UNIQUE INDEX one_time_secrets_pkey ON public.one_time_secrets USING btree (id)
CREATE UNIQUE INDEX org_pkey ON public.org USING btree (id)
CREATE UNIQUE INDEX org_settings_pkey ON public.org_settings USING btree (name)
CREATE UNIQUE INDEX org_singleton_key ON public.org USING btree (singleton)
CREATE INDEX outbox_by_ordering ON public.outbox USING btree (ordering_key, id)
CREATE INDEX outbox_by_subject ON public.outbox USING btree (subject_user_id)
CREATE INDEX outbox_due ON public.outbox USING btree (run_at, id)
CREATE UNIQUE INDEX outbox_pkey ON public.outbox USING btree (id)
CREATE INDEX password_history_by_user ON public.password_history USING btree (realm_id, user_id, replaced_at)
CREATE INDEX passwords_in_realm ON public.passwords USING btree (realm_id, user_id)
CREATE UNIQUE INDEX passwords_pkey ON public.passwords USING btree (user_id)
CREATE UNIQUE INDEX policies_pkey ON public.policies USING btree (id)
CREATE UNIQUE INDEX policies_priority_key ON public.policies USING btree (type, priority)
CREATE INDEX realm_domains_by_realm ON public.realm_domains USING btree (realm_id)
CREATE UNIQUE INDEX realm_domains_one_realm ON public.realm_domains USING btree (domain, is_wildcard)
CREATE UNIQUE INDEX realms_name_key ON public.realms USING btree (name_key)
CREATE UNIQUE INDEX realms_one_default ON public.realms USING btree (is_default) WHERE is_default
CREATE UNIQUE INDEX realms_pkey ON public.realms USING btree (id)
CREATE UNIQUE INDEX resource_set_resources_once ON public.resource_set_resources USING btree (resource_set_id, kind, COALESCE((realm_id)::text, (group_id)::text, (app_id)::text, 'all'::text))
CREATE UNIQUE INDEX resource_set_resources_pkey ON public.resource_set_resources USING btree (id)
CREATE UNIQUE INDEX resource_sets_label_key ON public.resource_sets USING btree (label_key)
CREATE UNIQUE INDEX resource_sets_pkey ON public.resource_sets USING btree (id)
CREATE INDEX restore_points_by_user ON public.restore_points USING btree (realm_id, user_id)
CREATE UNIQUE INDEX restore_points_pkey ON public.restore_points USING btree (id)
CREATE INDEX role_assignments_app ON public.role_assignments USING btree (app_id) WHERE (app_id IS NOT NULL)
CREATE INDEX role_assignments_group ON public.role_assignments USING btree (group_id) WHERE (group_id IS NOT NULL)
CREATE UNIQUE INDEX role_assignments_once ON public.role_assignments USING btree (role_id, COALESCE((binding_id)::text, 'org'::text), COALESCE((user_id)::text, (group_id)::text, (app_id)::text))
CREATE UNIQUE INDEX role_assignments_pkey ON public.role_assignments USING btree (id)
CREATE INDEX role_assignments_user ON public.role_assignments USING btree (user_id) WHERE (user_id IS NOT NULL)
CREATE UNIQUE INDEX role_permissions_pkey ON public.role_permissions USING btree (role_id, permission)
CREATE UNIQUE INDEX roles_label_key ON public.roles USING btree (label_key)
CREATE UNIQUE INDEX roles_pkey ON public.roles USING btree (id)
CREATE UNIQUE INDEX roles_standard_type ON public.roles USING btree (type) WHERE (type <> 'CUSTOM'::text)
CREATE INDEX sessions_age ON public.sessions USING btree (expires_at)
CREATE INDEX sessions_by_user ON public.sessions USING btree (realm_id, user_id)
CREATE UNIQUE INDEX sessions_pkey ON public.sessions USING btree (id)
CREATE UNIQUE INDEX sessions_secret_key ON public.sessions USING btree (secret_hash)
CREATE INDEX signin_flows_age ON public.signin_flows USING btree (expires_at)
CREATE UNIQUE INDEX signin_flows_pkey ON public.signin_flows USING btree (id_hash)
CREATE UNIQUE INDEX signing_keys_pkey ON public.signing_keys USING btree (id)
CREATE UNIQUE INDEX templates_once ON public.templates USING btree (COALESCE((brand_id)::text, 'org'::text), locale, name)
CREATE INDEX user_addresses_by_user ON public.user_addresses USING btree (realm_id, user_id, replaced_at)
CREATE UNIQUE INDEX user_addresses_current ON public.user_addresses USING btree (user_id, kind) WHERE (replaced_at IS NULL)
CREATE INDEX user_attr_num ON public.user_attr USING btree (realm_id, attr_key, key_num)
CREATE UNIQUE INDEX user_attr_pkey ON public.user_attr USING btree (realm_id, attr_key, user_id, ord)
CREATE INDEX user_attr_text ON public.user_attr USING btree (realm_id, attr_key, key_text)
CREATE INDEX user_attr_ts ON public.user_attr USING btree (realm_id, attr_key, key_ts)
CREATE INDEX user_attr_user ON public.user_attr USING btree (realm_id, user_id)
CREATE UNIQUE INDEX user_attributes_name_key ON public.user_attributes USING btree (user_type_id, name)
CREATE UNIQUE INDEX user_attributes_pkey ON public.user_attributes USING btree (id)
CREATE UNIQUE INDEX user_tombstones_pkey ON public.user_tombstones USING btree (user_id)
CREATE UNIQUE INDEX user_types_name_key ON public.user_types USING btree (name)
CREATE UNIQUE INDEX user_types_one_default ON public.user_types USING btree (is_default) WHERE is_default
CREATE UNIQUE INDEX user_types_pkey ON public.user_types USING btree (id)
CREATE INDEX users_by_created ON public.users USING btree (realm_id, created_at, id)
CREATE INDEX users_by_earliest_login ON public.users USING btree (realm_id, COALESCE(last_login_at, 'infinity'::timestamp with time zone), id)
CREATE INDEX users_by_email ON public.users USING btree (realm_id, email_key)
CREATE INDEX users_by_first ON public.users USING btree (realm_id, first_key)
CREATE INDEX users_by_last ON public.users USING btree (realm_id, last_key)
CREATE INDEX users_by_latest_login ON public.users USING btree (realm_id, COALESCE(last_login_at, '-infinity'::timestamp with time zone), id)
CREATE INDEX users_by_login ON public.users USING btree (realm_id, login_key, id)
CREATE INDEX users_by_name ON public.users USING btree (realm_id, sort_key, id)
CREATE INDEX users_by_short ON public.users USING btree (realm_id, short_key)
CREATE INDEX users_by_status ON public.users USING btree (realm_id, status, sort_key, id)
CREATE UNIQUE INDEX users_in_realm ON public.users USING btree (realm_id, id)
CREATE INDEX users_locked ON public.users USING btree (id) WHERE (status = 'LOCKED_OUT'::text)
CREATE UNIQUE INDEX users_login_key ON public.users USING btree (login_key)
CREATE UNIQUE INDEX users_pkey ON public.users USING btree (id)
CREATE INDEX users_search ON public.users USING gin (realm_id, search_text gin_trgm_ops)

-- triggers
CREATE TRIGGER apps_identity BEFORE UPDATE ON public.apps FOR EACH ROW EXECUTE FUNCTION portico_refuse_new_identity()
CREATE TRIGGER event_realms_append_only BEFORE DELETE OR UPDATE ON public.event_realms FOR EACH ROW EXECUTE FUNCTION portico_refuse_change()
CREATE TRIGGER event_targets_append_only BEFORE DELETE OR UPDATE ON public.event_targets FOR EACH ROW EXECUTE FUNCTION portico_refuse_change()
CREATE TRIGGER events_append_only BEFORE DELETE OR UPDATE ON public.events FOR EACH ROW EXECUTE FUNCTION portico_refuse_change()
CREATE TRIGGER groups_identity BEFORE UPDATE ON public.groups FOR EACH ROW EXECUTE FUNCTION portico_refuse_new_identity()
CREATE TRIGGER policies_identity BEFORE UPDATE ON public.policies FOR EACH ROW EXECUTE FUNCTION portico_refuse_new_identity()
CREATE TRIGGER realms_identity BEFORE UPDATE ON public.realms FOR EACH ROW EXECUTE FUNCTION portico_refuse_new_identity()
CREATE TRIGGER resource_sets_identity BEFORE UPDATE ON public.resource_sets FOR EACH ROW EXECUTE FUNCTION portico_refuse_new_identity()
CREATE TRIGGER roles_identity BEFORE UPDATE ON public.roles FOR EACH ROW EXECUTE FUNCTION portico_refuse_new_identity()
CREATE TRIGGER user_types_identity BEFORE UPDATE ON public.user_types FOR EACH ROW EXECUTE FUNCTION portico_refuse_new_identity()
CREATE TRIGGER users_identity BEFORE UPDATE ON public.users FOR EACH ROW EXECUTE FUNCTION portico_refuse_new_identity()

-- functions
CREATE OR REPLACE FUNCTION public.portico_assignments_of(of_users text[], at timestamp with time zone)
 RETURNS TABLE(user_id text, via text, assignment_id text, role_id text, role_type text, binding_id text, resource_set_id text)
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
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
   where h.binding_id is null or portico_in_force(b.starts_at, b.expires_at, at) $function$

CREATE OR REPLACE FUNCTION public.portico_ensure_event_partitions(first_month date, months integer)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
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
end $function$

CREATE OR REPLACE FUNCTION public.portico_in_force(starts_at timestamp with time zone, expires_at timestamp with time zone, at timestamp with time zone)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$ select coalesce(starts_at <= at, true) and coalesce(expires_at > at, true) $function$

CREATE OR REPLACE FUNCTION public.portico_refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'rows of % are append-only', tg_table_name using errcode = 'PT001';
end $function$

CREATE OR REPLACE FUNCTION public.portico_refuse_new_identity()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if new.id is distinct from old.id or new.created_at is distinct from old.created_at then
    raise exception 'id and created_at of % never change', tg_table_name using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $function$

CREATE OR REPLACE FUNCTION public.portico_tier(of_user text, at timestamp with time zone)
 RETURNS integer
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ select coalesce((select t.tier from portico_tiers(array[of_user], at) t), 0) $function$

CREATE OR REPLACE FUNCTION public.portico_tiers(of_users text[], at timestamp with time zone)
 RETURNS TABLE(user_id text, tier integer)
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  select a.user_id, max(case
      when a.role_type = 'SUPER_ADMIN' then 3
      when a.binding_id is null then 2
      when exists (select 1 from resource_set_resources s
                    where s.resource_set_id = a.resource_set_id and s.kind in ('realms','users','groups','apps')) then 2
      else 1 end)
    from portico_assignments_of(of_users, at) a group by a.user_id $function$


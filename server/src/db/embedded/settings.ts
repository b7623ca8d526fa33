/** Name of the superuser, the only role that `initdb` makes. */
export const USER = 'portico'
/** Name of the one database. */
export const DATABASE = 'portico'
/** Names the socket file (`.s.PGSQL.5432`); no TCP port is opened. */
export const PORT = 5432

/** The whole of `postgresql.conf`: ours come first, so that an operator's lines below win. */
export const mainFile = `# Portico writes portico.conf at every start. Put settings of your own below the include; they win.
include 'portico.conf'
`

/** The whole of `pg_hba.conf`. Who may connect is decided by the socket's folder, which only one account can enter. */
export const accessFile = 'local all all trust\n'

/**
 * The content of `portico.conf`, for 2 cores and 200 MB.
 *
 * Durability is PostgreSQL's own default and is spelled out so that nobody has to wonder. `terse` keeps row values
 * (DETAIL lines hold logins and addresses) out of the log. Unnamed statements and short lookups gain nothing from jit
 * or from parallel workers on 2 cores.
 */
export function settingsFile(options: { readonly major: number; readonly socketDir: string }): string {
  const lines = [
    `listen_addresses = ''`,
    `port = ${PORT}`,
    `unix_socket_directories = ${quoted(`"${options.socketDir.replaceAll('"', '""')}"`)}`, // a list: the inner quotes keep commas
    `unix_socket_permissions = 0700`,
    `cluster_name = 'portico'`,
    `fsync = on`,
    `full_page_writes = on`,
    `synchronous_commit = on`,
    `wal_level = replica`, // pg_backup_start needs it
    `max_connections = 60`,
    `shared_buffers = 64MB`,
    `effective_cache_size = 256MB`,
    `work_mem = 4MB`,
    `maintenance_work_mem = 32MB`,
    `random_page_cost = 1.1`,
    `jit = off`,
    `max_worker_processes = 4`,
    `max_parallel_workers_per_gather = 0`,
    `max_parallel_maintenance_workers = 0`,
    `autovacuum_max_workers = 2`,
    `timezone = 'UTC'`,
    `lc_messages = 'C'`,
    `log_destination = 'stderr'`,
    `logging_collector = off`,
    `log_line_prefix = ''`,
    `log_timezone = 'UTC'`,
    `log_checkpoints = off`,
    `log_error_verbosity = terse`,
    `log_min_error_statement = panic`,
  ]
  if (options.major >= 18) lines.push(`io_method = sync`) // saves three worker processes
  return `# Written by Portico at every start; changes made here are lost.\n${lines.join('\n')}\n`
}

function quoted(value: string): string {
  return `'${value.replaceAll("'", "''")}'`
}

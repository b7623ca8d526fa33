/** One setting: how it is read, what it means, and what it is when nothing is said. */
export interface Key {
  readonly name: string
  readonly kind: 'text' | 'port' | 'flag' | 'origin' | 'secret' | 'count' | 'hops' | 'seconds'
  readonly doc: string
  readonly default?: string
}

/** Every setting, each also readable from a file named by `NAME_FILE`. The source of `docs/reference/config.md`. */
export const keys = [
  { name: 'PORT', kind: 'port', default: '8080', doc: 'TCP port that the server listens on.' },
  {
    name: 'PORTICO_HOST',
    kind: 'text',
    default: '127.0.0.1',
    doc: 'Address that the server listens on. Demo mode allows loopback only.',
  },
  {
    name: 'PORTICO_DATA_DIR',
    kind: 'text',
    default: './data',
    doc: 'Folder of the embedded database and of generated keys. Nobody else can read what is in it.',
  },
  {
    name: 'DATABASE_URL',
    kind: 'secret',
    doc: 'PostgreSQL 15 or newer, as postgres://… Without it Portico starts its own PostgreSQL in the data folder.',
  },
  {
    name: 'PORTICO_ORIGIN',
    kind: 'origin',
    doc: 'The one public origin, such as https://id.example.com. Links, cookies and security keys are bound to it. Required in production.',
  },
  {
    name: 'PORTICO_RP_ID',
    kind: 'text',
    doc: 'WebAuthn relying party id. Fixed at first start. Default: the host of PORTICO_ORIGIN.',
  },
  {
    name: 'PORTICO_DEMO',
    kind: 'flag',
    default: 'false',
    doc: 'Demo data, the mailbox page and printed passwords. Loopback only.',
  },
  {
    name: 'PORTICO_ENV',
    kind: 'text',
    default: 'development',
    doc: '"production" refuses demo data, a missing origin and generated keys.',
  },
  {
    name: 'PORTICO_KEYS',
    kind: 'secret',
    doc: 'Encryption keys as id:base64key,… The first encrypts, all decrypt. 32 bytes each. Required with DATABASE_URL or in production; else generated in the data folder.',
  },
  {
    name: 'PORTICO_TRUST_PROXY',
    kind: 'hops',
    default: '0',
    doc: 'How many proxies of yours stand in front. The client address is that many steps from the right of X-Forwarded-For; what a client writes there itself is never believed.',
  },
  {
    name: 'PORTICO_DATABASE_CONNECTIONS',
    kind: 'count',
    default: '16',
    doc: 'Connections that one process keeps to the database, at most.',
  },
  {
    name: 'PORTICO_REQUESTS_PER_MINUTE',
    kind: 'count',
    default: '1200',
    doc: 'API requests a minute per token, session or anonymous address, in each process.',
  },
  {
    name: 'PORTICO_DRAIN_SECONDS',
    kind: 'seconds',
    default: '0',
    doc: 'Seconds for which a server that is told to stop still takes new requests, while /readyz says 503: time for a load balancer to turn elsewhere.',
  },
  { name: 'PORTICO_LOG_FORMAT', kind: 'text', default: 'auto', doc: 'json, pretty, or auto: pretty on a terminal.' },
  {
    name: 'SMTP_HOST',
    kind: 'text',
    doc: 'SMTP server. Without it mail goes to the mailbox page in demo mode, and waits otherwise.',
  },
  {
    name: 'SMTP_PORT',
    kind: 'port',
    default: '587',
    doc: 'SMTP port. 465 speaks TLS from the first byte, others STARTTLS.',
  },
  { name: 'SMTP_USER', kind: 'text', doc: 'SMTP user name.' },
  { name: 'SMTP_PASSWORD', kind: 'secret', doc: 'SMTP password.' },
  { name: 'SMTP_FROM', kind: 'text', default: 'Portico <no-reply@localhost>', doc: 'Sender of every mail.' },
  {
    name: 'SMTP_REQUIRE_TLS',
    kind: 'flag',
    default: 'true',
    doc: 'Refuse to send over a connection that is not encrypted.',
  },
] as const satisfies readonly Key[]

export type KeyName = (typeof keys)[number]['name']

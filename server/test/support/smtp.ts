import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'

/** A mail as a real server got it. */
export interface Received extends ParsedMail {
  readonly envelope: readonly string[]
  readonly raw: string
}
export interface MailServer {
  readonly port: number
  readonly received: Received[]
  /** Addresses that are refused with 550. */
  readonly refused: Set<string>
  /** Takes the connection and the mail, and never says that it has. */
  hangs: boolean
  readonly close: () => Promise<void>
}

/** A real SMTP server on a free port of this machine. */
export async function openMailServer(options: { readonly offersTls: boolean }): Promise<MailServer> {
  const received: Received[] = []
  const refused = new Set<string>()
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', ...(options.offersTls ? [] : ['STARTTLS'])],
    logger: false,
    onRcptTo: ({ address }, _session, done) => {
      if (!refused.has(address)) return done()
      done(Object.assign(new Error('no such mailbox'), { responseCode: 550 }))
    },
    onData: (stream, session, done) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        if (mailServer.hangs) return
        const raw = Buffer.concat(chunks).toString('utf8')
        const envelope = session.envelope.rcptTo.map(({ address }) => address)
        simpleParser(raw, (error, mail) => {
          if (!error) received.push({ ...mail, envelope, raw })
          done(error)
        })
      })
    },
  })
  server.on('error', () => undefined) // a client that gives up is what some tests want
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.server.address()
  if (address === null || typeof address === 'string') throw new Error('the mail server has no port')
  const mailServer: MailServer = {
    port: address.port,
    received,
    refused,
    hangs: false,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
  return mailServer
}

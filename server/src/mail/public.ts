export { type Deliverer, startDeliverer } from './deliver-mail.ts'
export { formatTime, renderMail } from './render-mail.ts'
export type { TemplateName } from './templates.ts'
export { mailboxTransport, smtpTransport, type Transport } from './transport.ts'

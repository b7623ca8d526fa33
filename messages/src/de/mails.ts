import type { mails as english } from '../en/mails.ts'
import type { Translation } from '../format.ts'

export const mails: Translation<typeof english> = {
  'mail.greeting': 'Guten Tag {name},',
  'mail.linkText': 'Wenn die Schaltfläche nicht funktioniert, öffnen Sie diese Adresse: {url}',
  'mail.validUntil': 'Der Link gilt einmal, bis {until}.',
  'mail.doneBy': 'Das hat {actor} am {time} veranlasst.',
  'mail.doneBySelf': 'Das geschah am {time} über Ihr Konto, von {address} aus.',
  'mail.notYou': 'Waren Sie das nicht, oder wissen Sie nichts davon? Sagen Sie es Ihrem Administrator.',
  'mail.footer': 'Diese E-Mail wurde von {org} an {address} gesendet.',

  'mail.activation.subject': 'Ihr Konto bei {org}',
  'mail.activation.text': '{actor} hat ein Konto für Sie angelegt: {login}. Wählen Sie ein Passwort, um zu beginnen.',
  'mail.activation.button': 'Konto aktivieren',

  'mail.recovery.subject': 'Passwort zurücksetzen',
  'mail.recovery.text': 'Jemand, hoffentlich Sie, möchte das Passwort von {login} zurücksetzen.',
  'mail.recovery.button': 'Neues Passwort wählen',
  'mail.recovery.notYou': 'Waren Sie das nicht, müssen Sie nichts tun: Ihr Passwort bleibt, wie es ist.',

  'mail.adminReset.subject': '{actor} hat Ihr Passwort zurückgesetzt',
  'mail.adminReset.text': 'Das Passwort von {login} gilt nicht mehr. Wählen Sie ein neues.',
  'mail.adminReset.button': 'Neues Passwort wählen',

  'mail.temporaryPassword.subject': '{actor} hat Ihnen ein vorläufiges Passwort gesetzt',
  'mail.temporaryPassword.text':
    'Das Konto {login} hat ein vorläufiges Passwort. Sie bekommen es von {actor} und wählen beim Anmelden Ihr eigenes.',

  'mail.passwordReset.subject': 'Ihr Passwort wurde zurückgesetzt',
  'mail.passwordReset.text':
    'Das Passwort von {login} gilt nicht mehr. Ein Link, um ein neues zu wählen, ging an die jetzigen Adressen des Kontos.',

  'mail.passwordExpired.subject': 'Sie müssen Ihr Passwort ändern',
  'mail.passwordExpired.text': 'Das Passwort von {login} muss beim nächsten Anmelden geändert werden.',

  'mail.linkDisclosed.subject': '{actor} wurde ein Link zu Ihrem Konto gezeigt',
  'mail.linkDisclosed.text':
    '{actor} wurde ein Link gezeigt, mit dem sich ein Passwort für {login} wählen lässt. Er gilt einmal, bis {until}.',

  'mail.passwordChanged.subject': 'Ihr Passwort wurde geändert',
  'mail.passwordChanged.text': 'Das Passwort von {login} wurde geändert.',

  'mail.profileChanged.subject': 'Ihre Angaben wurden geändert',
  'mail.profileChanged.text': 'Diese Angaben zu {login} wurden geändert: {attributes}.',

  'mail.locked.subject': 'Ihr Konto ist gesperrt',
  'mail.locked.text':
    'Es gab zu viele falsche Versuche, sich als {login} anzumelden. Ab {until} können Sie es wieder versuchen.',

  'mail.activated.subject': 'Sie können sich jetzt anmelden',
  'mail.activated.text': 'Das Konto {login} ist aktiv. Melden Sie sich mit dem Passwort an, das für Sie gesetzt wurde.',

  'mail.unlocked.subject': 'Ihr Konto ist entsperrt',
  'mail.unlocked.text': 'Sie können sich wieder als {login} anmelden. Ihr Passwort ist dasselbe wie vorher.',

  'mail.suspended.subject': 'Ihr Konto ist ausgesetzt',
  'mail.suspended.text': 'Sie können sich nicht als {login} anmelden, bis jemand die Aussetzung aufhebt.',

  'mail.unsuspended.subject': 'Sie können sich wieder anmelden',
  'mail.unsuspended.text': 'Die Aussetzung von {login} ist aufgehoben.',

  'mail.deactivated.subject': 'Ihr Konto ist geschlossen',
  'mail.deactivated.text': 'Das Konto {login} wurde deaktiviert. Seine Sitzungen sind beendet, seine Apps entzogen.',

  'mail.deleted.subject': 'Ihr Konto ist gelöscht',
  'mail.deleted.text': 'Das Konto {login} wurde gelöscht und kann nicht mehr benutzt werden.',

  'mail.tokenCreated.subject': 'Ein API-Token handelt in Ihrem Namen',
  'mail.tokenCreated.text':
    'Das API-Token „{token}“ wurde für {login} erstellt. Programme, die es haben, handeln als Sie.',

  'mail.tokenRevoked.subject': 'Ein API-Token von Ihnen wurde beendet',
  'mail.tokenRevoked.text': 'Das API-Token „{token}“ von {login} gilt nicht mehr.',

  'mail.sessionsCleared.subject': 'Sie wurden überall abgemeldet',
  'mail.sessionsCleared.text':
    'Alle Sitzungen von {login} wurden beendet. Melden Sie sich erneut an, um weiterzuarbeiten.',
}

// One sentence, one button, who did it and when, what to do if it was not you.
export const mails = {
  'mail.greeting': 'Hello {name},',
  'mail.linkText': 'If the button does not work, open this address: {url}',
  'mail.validUntil': 'The link works once, until {until}.',
  'mail.doneBy': '{actor} did this on {time}.',
  'mail.doneBySelf': 'This was done from your account on {time}, from {address}.',
  'mail.notYou': 'Was it not you, or do you know nothing about it? Tell your administrator.',
  'mail.footer': 'This mail was sent by {org} to {address}.',

  'mail.activation.subject': 'Your account at {org}',
  'mail.activation.text': '{actor} opened an account for you: {login}. Choose a password to start.',
  'mail.activation.button': 'Activate the account',

  'mail.recovery.subject': 'Reset your password',
  'mail.recovery.text': 'Somebody, hopefully you, wants to reset the password of {login}.',
  'mail.recovery.button': 'Choose a new password',
  'mail.recovery.notYou': 'If it was not you, do nothing: your password stays as it is.',

  'mail.adminReset.subject': '{actor} reset your password',
  'mail.adminReset.text': 'The password of {login} does not work any more. Choose a new one.',
  'mail.adminReset.button': 'Choose a new password',

  'mail.temporaryPassword.subject': '{actor} set a temporary password for you',
  'mail.temporaryPassword.text':
    'The account {login} has a temporary password. {actor} gives it to you; you choose your own when you sign in.',

  'mail.passwordReset.subject': 'Your password was reset',
  'mail.passwordReset.text':
    'The password of {login} does not work any more. A link to choose a new one went to the present addresses of the account.',

  'mail.passwordExpired.subject': 'You have to change your password',
  'mail.passwordExpired.text': 'The password of {login} must be changed the next time you sign in.',

  'mail.linkDisclosed.subject': '{actor} was shown a link to your account',
  'mail.linkDisclosed.text':
    '{actor} was shown a link with which a password for {login} can be chosen. It works once, until {until}.',

  'mail.passwordChanged.subject': 'Your password was changed',
  'mail.passwordChanged.text': 'The password of {login} was changed.',

  'mail.profileChanged.subject': 'Your details were changed',
  'mail.profileChanged.text': 'These details of {login} were changed: {attributes}.',

  'mail.locked.subject': 'Your account is locked',
  'mail.locked.text': 'There were too many wrong attempts to sign in as {login}. You can try again after {until}.',

  'mail.activated.subject': 'You can sign in now',
  'mail.activated.text': 'The account {login} is active. Sign in with the password that was set for you.',

  'mail.unlocked.subject': 'Your account is unlocked',
  'mail.unlocked.text': 'You can sign in as {login} again. Your password is the same as before.',

  'mail.suspended.subject': 'Your account is suspended',
  'mail.suspended.text': 'You cannot sign in as {login} until somebody lifts the suspension.',

  'mail.unsuspended.subject': 'You can sign in again',
  'mail.unsuspended.text': 'The suspension of {login} is lifted.',

  'mail.deactivated.subject': 'Your account is closed',
  'mail.deactivated.text': 'The account {login} was deactivated. Its sessions ended and its apps were taken away.',

  'mail.deleted.subject': 'Your account is deleted',
  'mail.deleted.text': 'The account {login} was deleted and cannot be used any more.',

  'mail.tokenCreated.subject': 'An API token acts in your name',
  'mail.tokenCreated.text': 'The API token “{token}” was made for {login}. Programs that have it act as you.',

  'mail.tokenRevoked.subject': 'An API token of yours was ended',
  'mail.tokenRevoked.text': 'The API token “{token}” of {login} does not work any more.',

  'mail.sessionsCleared.subject': 'You were signed out everywhere',
  'mail.sessionsCleared.text': 'All sessions of {login} were ended. Sign in again to go on.',
} as const

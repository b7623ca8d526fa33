import type { pages as english } from '../en/pages.ts'
import type { Translation } from '../format.ts'

export const pages: Translation<typeof english> = {
  'page.product': 'Portico',
  'page.title': '{title} · Portico',
  'page.back': 'Zurück',
  'page.signOut': 'Abmelden',
  'page.language': 'Sprache',
  'page.errorSummary': { one: 'Eine Angabe muss geändert werden', other: '{count} Angaben müssen geändert werden' },

  'page.signIn.title': 'Anmelden',
  'page.signIn.username': 'Benutzername',
  'page.signIn.usernameHelp': 'Meist Ihre E-Mail-Adresse.',
  'page.signIn.next': 'Weiter',
  'page.signIn.wrong':
    'Benutzername oder Passwort ist falsch. Nach zehn falschen Versuchen pausiert die Anmeldung 15 Minuten.',
  'page.signIn.moved': 'Diese Seite war nicht mehr aktuell. Machen Sie hier weiter.',
  'page.signIn.limited': 'Zu viele Versuche. Warten Sie {minutes} Minuten und versuchen Sie es dann erneut.',
  'page.signIn.forgot': 'Passwort vergessen?',
  'page.signIn.notYou': 'Nicht Sie?',
  'page.signIn.expired': 'Diese Seite war zu lange geöffnet. Melden Sie sich erneut an.',

  'page.password.title': 'Passwort eingeben',
  'page.password.label': 'Passwort',
  'page.password.submit': 'Anmelden',

  'page.newPassword.title': 'Passwort wählen',
  'page.newPassword.expired': 'Ihr Passwort muss geändert werden, bevor es weitergeht.',
  'page.newPassword.label': 'Neues Passwort',
  'page.newPassword.repeat': 'Passwort wiederholen',
  'page.newPassword.rules': 'Mindestens {count} Zeichen, nicht Ihr Benutzername, kein allgemein bekanntes Passwort.',
  'page.newPassword.submit': 'Passwort speichern',

  'page.activate.title': 'Willkommen, {name}',
  'page.activate.text': 'Wählen Sie ein Passwort für {login}. Danach sind Sie angemeldet.',
  'page.activate.submit': 'Speichern und anmelden',

  'page.link.deadTitle': 'Dieser Link funktioniert nicht mehr',
  'page.link.deadText': 'Er wurde schon benutzt, durch einen neueren ersetzt oder ist zu alt.',
  'page.link.again': 'Neuen Link anfordern',
  'page.link.againActivation':
    'Wartet das Konto noch auf seine Aktivierung, ist eine E-Mail mit einem neuen Link unterwegs.',
  'page.link.againRecovery': 'Gibt es das Konto noch, ist eine E-Mail mit einem neuen Link unterwegs.',

  'page.reset.title': 'Neues Passwort wählen',
  'page.reset.text': 'Für {login}. Überall sonst werden Sie abgemeldet.',

  'page.recover.title': 'Passwort zurücksetzen',
  'page.recover.text':
    'Geben Sie Ihren Benutzernamen ein. Gibt es dazu ein Konto, bekommt es eine E-Mail mit einem Link.',
  'page.recover.submit': 'Link senden',
  'page.recover.sentTitle': 'Sehen Sie in Ihre E-Mails',
  'page.recover.sentText':
    'Gibt es ein Konto für {login}, ist eine E-Mail mit einem Link unterwegs. Der Link gilt {minutes} Minuten.',

  'page.signedOut.title': 'Sie sind abgemeldet',
  'page.signedOut.again': 'Wieder anmelden',

  'page.home.title': 'Ihre Apps',
  'page.home.none': 'Sie haben noch keine Apps. Sobald Ihnen jemand eine gibt, erscheint sie hier.',
  'page.home.signedInAs': 'Angemeldet als {login}',
  'page.home.portal': 'Portal öffnen',

  'page.notFound.title': 'Diese Seite gibt es nicht',
  'page.notFound.text': 'Die Adresse ist vielleicht vertippt, oder Sie dürfen die Seite nicht sehen.',
  'page.failed.title': 'Hier ist etwas schiefgegangen',
  'page.failed.text':
    'Versuchen Sie es gleich noch einmal. Klappt es wieder nicht, nennen Sie Ihrem Betreiber die Kennung {errorId}.',
  'page.limited.title': 'Zu viele Versuche',
  'page.refused.title': 'Das hat nicht geklappt',
  'page.home.link': 'Zur Startseite',

  'page.mailbox.title': 'Postfach',
  'page.mailbox.text': 'Alle E-Mails, die diese Demo verschickt hätte.',
  'page.mailbox.none': 'Noch keine E-Mails.',
  'page.mailbox.noneFound': 'Keine E-Mail passt dazu.',
  'page.mailbox.search': 'Suche',
  'page.mailbox.filter': 'Anzeigen',
  'page.mailbox.older': 'Ältere E-Mails',
  'page.mailbox.all': 'Alle E-Mails',
  'page.mailbox.from': 'Von',
  'page.mailbox.to': 'An',
  'page.mailbox.sent': 'Gesendet',
  'page.mailbox.html': 'Als Seite',
  'page.mailbox.text_part': 'Als Text',
}

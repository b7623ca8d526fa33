import { expect, test } from './support/test.ts'
import { addPerson } from './support/api.ts'
import { openMail, pressInMail } from './support/mailbox.ts'
import { chosenPassword, somebody } from './support/people.ts'
import { expectTitle, runVerb, searchField } from './support/portal.ts'
import { answerSignIn, choosePassword, signIn } from './support/sign-in.ts'

// Signing in needs a browser and nothing else.

test('without scripts somebody activates, signs in and out, recovers, and changes an expired password', async ({
  page: priyas,
  openBrowser,
}) => {
  const enid = somebody('Enid')
  await signIn(priyas, 'priya')
  await addPerson(priyas, enid, true)

  const page = await openBrowser({ javaScriptEnabled: false })
  await openMail(page, enid.login, /^Your account at/)
  await pressInMail(page, 'Activate the account')
  await expectTitle(page, `Welcome, ${enid.name}`)
  await choosePassword(page, chosenPassword)
  await expectTitle(page, 'Your apps')
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expectTitle(page, 'You are signed out')

  await page.getByRole('link', { name: 'Sign in again' }).click()
  await answerSignIn(page, enid.login, 'not the password')
  await expect(page.getByRole('alert')).toContainText('The username or password is wrong.')
  await page.getByRole('link', { name: 'Forgot your password?' }).click()
  await expectTitle(page, 'Reset your password')
  await expect(page.getByLabel('Username')).toHaveValue(enid.login)
  await page.getByRole('button', { name: 'Send the link' }).click()
  await expectTitle(page, 'Look in your mail')
  await openMail(page, enid.login, 'Reset your password')
  await pressInMail(page, 'Choose a new password')
  await expectTitle(page, 'Choose a new password')
  await choosePassword(page, `${chosenPassword} again`)
  await expectTitle(page, 'Your apps')
  await page.getByRole('button', { name: 'Sign out' }).click()

  await searchField(priyas).fill(enid.login)
  await runVerb(priyas, enid, 'Expire password', {
    question: `Expire the password of ${enid.name}?`,
    done: `The password of ${enid.name} is expired.`,
  })
  await page.goto('/')
  await answerSignIn(page, enid.login, `${chosenPassword} again`)
  await expectTitle(page, 'Choose a password')
  await choosePassword(page, `${chosenPassword} again`)
  await expect(page.getByLabel('New password')).toHaveAccessibleDescription(
    /This is the password that has to be changed\./,
  )
  await choosePassword(page, 'a ferry in the morning fog')
  await expectTitle(page, 'Your apps')

  await page.getByRole('link', { name: 'Deutsch' }).click()
  await expectTitle(page, 'Ihre Apps')
})

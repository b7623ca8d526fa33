import { languageNames, languages, languageTag } from '@portico/messages/locale.ts'
import { useMessages } from '../i18n/Messages.tsx'
import { ActionMenu } from '../ui/ActionMenu.tsx'
import { IconButton } from '../ui/IconButton.tsx'

export function LanguageMenu() {
  const { t, locale, choose } = useMessages()
  const actions = languages.map((language) => ({
    label: languageNames[language],
    isChosen: language === locale,
    onSelect: () => choose(language),
  }))
  return (
    <ActionMenu groups={[{ actions }]}>
      <IconButton icon="globe" label={t('frame.language', { language: languageNames[languageTag(locale)] })} />
    </ActionMenu>
  )
}

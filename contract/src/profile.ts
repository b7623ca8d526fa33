/** A base attribute of every profile: its limits and whether the wire sends it as `null` when it is empty. */
export interface BaseAttribute {
  readonly name: string
  readonly title: string
  readonly required?: true
  readonly minLength?: number
  readonly maxLength: number
  readonly format?: 'email' | 'uri'
  readonly nullWhenEmpty?: true
}

/** The base profile, in the order in which it is sent. */
export const baseAttributes: readonly BaseAttribute[] = [
  { name: 'login', title: 'Username', required: true, minLength: 5, maxLength: 100, format: 'email' },
  { name: 'firstName', title: 'First name', required: true, minLength: 1, maxLength: 50 },
  { name: 'middleName', title: 'Middle name', maxLength: 50 },
  { name: 'lastName', title: 'Last name', required: true, minLength: 1, maxLength: 50 },
  { name: 'email', title: 'Primary email', required: true, minLength: 5, maxLength: 100, format: 'email' },
  { name: 'secondEmail', title: 'Secondary email', minLength: 5, maxLength: 100, format: 'email', nullWhenEmpty: true },
  { name: 'mobilePhone', title: 'Mobile phone', maxLength: 100, nullWhenEmpty: true },
  { name: 'primaryPhone', title: 'Primary phone', maxLength: 100 },
  { name: 'honorificPrefix', title: 'Honorific prefix', maxLength: 50 },
  { name: 'honorificSuffix', title: 'Honorific suffix', maxLength: 50 },
  { name: 'title', title: 'Title', maxLength: 100 },
  { name: 'displayName', title: 'Display name', maxLength: 100 },
  { name: 'nickName', title: 'Nickname', maxLength: 50 },
  { name: 'profileUrl', title: 'Profile URL', maxLength: 1024, format: 'uri' },
  { name: 'streetAddress', title: 'Street address', maxLength: 1024 },
  { name: 'city', title: 'City', maxLength: 128 },
  { name: 'state', title: 'State', maxLength: 128 },
  { name: 'zipCode', title: 'Zip code', maxLength: 50 },
  { name: 'countryCode', title: 'Country code', maxLength: 2 },
  { name: 'postalAddress', title: 'Postal address', maxLength: 4096 },
  { name: 'preferredLanguage', title: 'Preferred language', maxLength: 20 },
  { name: 'locale', title: 'Locale', maxLength: 20 },
  { name: 'timezone', title: 'Time zone', maxLength: 50 },
  { name: 'userType', title: 'User type', maxLength: 50 },
  { name: 'employeeNumber', title: 'Employee number', maxLength: 50 },
  { name: 'costCenter', title: 'Cost center', maxLength: 100 },
  { name: 'organization', title: 'Organization', maxLength: 100 },
  { name: 'division', title: 'Division', maxLength: 100 },
  { name: 'department', title: 'Department', maxLength: 100 },
  { name: 'managerId', title: 'Manager id', maxLength: 100 },
  { name: 'manager', title: 'Manager', maxLength: 100 },
]

/** What a partner admin may edit: the seed's names, e-mails and phone numbers, and nothing else. */
export const partnerEditable = [
  'login',
  'firstName',
  'middleName',
  'lastName',
  'email',
  'secondEmail',
  'mobilePhone',
  'primaryPhone',
] as const

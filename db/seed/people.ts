import type { Person } from '../../server/actor.ts'
import { changeProfile, findOrMakePerson, giveRole } from '../../server/people/operations.ts'
import type { Role } from '../../server/people/rules.ts'
import { SAMPLE_APPLICATIONS } from './content/applications.ts'
import { SAMPLE_PEOPLE, type SamplePerson } from './content/people.ts'
import type { SampleApplication } from './content/types.ts'
import { actingAt, type Moment, organisationOf, personOf, portalAt, type Stage } from './stage.ts'

const ADMINISTRATOR = 'admin@example.org'
const JOINED: Moment = { day: -720, clock: '09:30' }
const ROLES_GIVEN: Moment = { day: -719, clock: '10:00' }
const PROFILES_FILLED: Moment = { day: -718, clock: '11:00' }

/** The accounts of the portal and of all who take part in the applications, each with a whole profile. */
export const seedPeople = async (stage: Stage): Promise<void> => {
  const people = [...SAMPLE_PEOPLE, ...applicants()]
  for (const person of people) await join(stage, person)
  for (const person of SAMPLE_PEOPLE)
    for (const role of person.roles) await give(stage, person.email, role)
  for (const person of people) await fillProfile(stage, person)
}

/** The address of someone named in an application: an applicant's own, else one made of the last name. */
export const addressOf = (name: string): string => {
  const known = SAMPLE_APPLICATIONS.find(({ applicant }) => applicant.name === name)
  const last = name.split(/[\s-]/).at(-1) ?? name
  const plain = last.normalize('NFKD').replace(/\P{ASCII}/gu, '')
  return known?.applicant.email ?? `${plain.toLowerCase()}@example.org`
}

const join = async (stage: Stage, person: SamplePerson): Promise<void> => {
  const { email, language } = person
  const { id } = await findOrMakePerson({ ...portalAt(stage, JOINED), language }, email)
  stage.people.set(email, actorOf(id, person))
}

/** No session is behind what the seed does. */
const NO_SESSION = '00000000-0000-4000-8000-000000000000'

const actorOf = (id: string, { email, name, language, roles }: SamplePerson): Person => ({
  kind: 'person',
  id,
  sessionId: NO_SESSION,
  email,
  name,
  roles,
  language,
})

/** The first administrator is made by the portal, everyone else by the administrator. */
const give = async (stage: Stage, email: string, role: Role): Promise<void> => {
  const context =
    email === ADMINISTRATOR
      ? portalAt(stage, ROLES_GIVEN)
      : actingAt(stage, ROLES_GIVEN, ADMINISTRATOR)
  const reason = 'Account of the sample data'
  await giveRole(context, personOf(stage, email).id, { role, reason })
}

const FIRST_VERSION = 1

const fillProfile = async (stage: Stage, person: SamplePerson): Promise<void> => {
  const { name, organisation, country, languages, keywords } = person
  await changeProfile(actingAt(stage, PROFILES_FILLED, person.email), FIRST_VERSION, {
    name,
    organisationId: organisation === null ? null : organisationOf(stage, organisation).id,
    country,
    languages: [...languages],
    keywords: [...keywords],
  })
}

/** Everyone named in the applications who has no account among the portal's own. */
const applicants = (): SamplePerson[] => {
  const found = new Map<string, SamplePerson>()
  const add = (person: SamplePerson) => {
    const isKnown = SAMPLE_PEOPLE.some(({ email }) => email === person.email)
    if (!isKnown && !found.has(person.email)) found.set(person.email, person)
  }
  for (const { applicant, language } of SAMPLE_APPLICATIONS)
    add({ ...applicant, ...besides(language) })
  for (const application of SAMPLE_APPLICATIONS)
    for (const { name, organisation } of application.coApplicants) {
      const country = countryOf(application)
      add({ email: addressOf(name), name, organisation, country, ...besides('en') })
    }
  return [...found.values()]
}

const besides = (
  language: string,
): Pick<SamplePerson, 'language' | 'languages' | 'keywords' | 'roles'> => ({
  language: language === 'sv' ? 'sv' : 'en',
  languages: language === 'en' ? ['en'] : [language, 'en'],
  keywords: [],
  roles: [],
})

const countryOf = ({ answers, applicant }: SampleApplication): string =>
  typeof answers['country'] === 'string' ? answers['country'] : applicant.country

import type { Person } from '../../server/actor.ts'
import { mailsTo } from './actors.ts'
import { type Answer, type Browser, type TestApp, testBrowser, type UploadedFile } from './app.ts'
import { type Form, type Page, readPage } from './html.ts'

/**
 * A person who uses the portal without scripts: follows links and fills in forms that stand on the page, and knows
 * no address but the one to begin at. Whatever is not found throws with the page's text.
 */
export type Walker = {
  page(): Page
  path(): string
  /** Goes to an address known from outside: the start page, or a link in a mail. */
  visit(path: string): Promise<Page>
  /** Follows a link of the page by its words. */
  follow(link: string | RegExp): Promise<Page>
  /** Presses a button of a form of the page, with these fields filled in by their labels or names. */
  press(button: string | RegExp, fields?: Record<string, string | string[]>): Promise<Page>
  /** Presses a button that is expected to be refused with this status; the page then tells why. */
  refused(
    status: number,
    button: string | RegExp,
    fields?: Record<string, string | string[]>,
  ): Promise<Page>
  /** Presses a button of a form with a file. */
  attach(
    button: string | RegExp,
    file: Omit<UploadedFile, 'field'>,
    fields?: Record<string, string>,
  ): Promise<Page>
  /** Downloads what a link leads to. */
  download(link: string | RegExp): Promise<Answer>
  browser: Browser
}

const REDIRECTS_MAX = 5

export const walker = (test: TestApp, browser: Browser = testBrowser(test)): Walker => {
  let current = readPage('')
  let path = '/'

  const arrive = async (answer: Answer, at: string, refusal?: number): Promise<Page> => {
    let [landed, place] = [answer, at]
    for (let hop = 0; landed.statusCode === 303 || landed.statusCode === 302; hop += 1) {
      if (hop === REDIRECTS_MAX) throw new Error(`too many redirects from ${at}`)
      place = String(landed.headers.location)
      landed = await browser.get(place)
    }
    if (refusal === undefined ? landed.statusCode >= 400 : landed.statusCode !== refusal)
      throw new Error(
        `${landed.statusCode} at ${place}:\n${readPage(landed.body).text.slice(0, 1500)}`,
      )
    current = readPage(landed.body)
    path = place
    return current
  }

  const filled = (
    form: Form,
    button: string | RegExp,
    fields: Record<string, string | string[]>,
  ) => {
    const values = { ...form.values }
    for (const [key, value] of Object.entries(fields)) {
      const field = form.fields.find(({ name, label }) => name === key || label === key)
      if (!field)
        throw new Error(
          `no field "${key}" in the form; there are ${form.fields.map(({ name, label }) => `${name} (${label})`).join(', ')}`,
        )
      values[field.name] = value
    }
    const pressed = form.buttons.find(({ text }) =>
      typeof button === 'string' ? text === button : button.test(text),
    )
    if (pressed?.name) values[pressed.name] = pressed.value
    return values
  }

  const press = async (
    button: string | RegExp,
    fields: Record<string, string | string[]> = {},
    refusal?: number,
  ) => {
    const form = current.form(button)
    const values = filled(form, button, fields)
    if (form.method === 'get') {
      const query = new URLSearchParams()
      for (const [name, value] of Object.entries(values))
        for (const single of [value].flat()) query.append(name, single)
      const to = `${form.action}?${query}`
      return arrive(await browser.get(to), to, refusal)
    }
    const to = form.action || path
    return arrive(await browser.post(to, values), to, refusal)
  }

  return {
    browser,
    page: () => current,
    path: () => path,
    visit: async (to) => arrive(await browser.get(to), to),
    follow: async (link) => {
      const to = current.link(link).split('#')[0] ?? ''
      return arrive(await browser.get(to), to)
    },
    press: (button, fields) => press(button, fields),
    refused: (status, button, fields) => press(button, fields, status),
    attach: async (button, file, given = {}) => {
      const form = current.form(button)
      const field = form.fields.find(({ type }) => type === 'file')?.name
      if (!field) throw new Error(`no place for a file in the form of ${button}`)
      const values = filled(form, button, given)
      const fields = Object.fromEntries(
        Object.entries(values).map(([name, value]) => [name, String(value)]),
      )
      return arrive(await browser.upload(form.action, fields, { field, ...file }), form.action)
    },
    download: (link) => browser.get(current.link(link)),
  }
}

const WORDS = {
  en: { signIn: 'Sign in', send: 'Send me a code' },
  sv: { signIn: 'Logga in', send: 'Skicka en kod' },
}

/** Signs in as anyone does: from the start page, or where a page asks for it. */
export const signInByMail = async (
  test: TestApp,
  walk: Walker,
  email: string,
  language: keyof typeof WORDS = 'en',
): Promise<void> => {
  const words = WORDS[language]
  if (!walk.page().forms.some(({ buttons }) => buttons.some(({ text }) => text === words.send))) {
    await walk.visit(`/${language}`)
    await walk.follow(words.signIn)
  }
  await walk.press(words.send, { email })
  await test.runJobs()
  const mail = (await mailsTo(test, email)).find(({ subject }) =>
    /^(Your code|Din kod)/.test(subject),
  )
  const code = /\b(\d{3}) ?(\d{3})\b/.exec(mail?.text ?? '')
  await walk.press(words.signIn, { code: code?.slice(1).join('') ?? '' })
}

/** A walker for a person who is known already. */
export const walkerOf = async (
  test: TestApp,
  { email }: Pick<Person, 'email'>,
  language: keyof typeof WORDS = 'en',
): Promise<Walker> => {
  const walk = walker(test)
  await signInByMail(test, walk, email, language)
  return walk
}

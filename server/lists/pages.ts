import type { FormState } from '../form.ts'
import { type Html, html, multiline } from '../html.ts'
import { publicationEntry, publicationPath, taking, wordedFor } from '../publications/library.ts'
import type { View } from '../view.ts'
import { choiceField } from '../views/choices.ts'
import { formatDate } from '../views/format.ts'
import {
  actForm,
  acts,
  button,
  buttonLink,
  csrfField,
  errorSummary,
  field,
  textArea,
} from '../views/forms.ts'
import { columns, group, pageHead, side, sideBlock } from '../views/head.ts'
import { layout } from '../views/layout.ts'
import { disclosure, entries, links, rows } from '../views/lists.ts'
import { emptyState, note } from '../views/notes.ts'
import type { OpenList } from './operations.ts'
import { keptUntil, LIST_NAME_MAX, LIST_NOTE_MAX } from './rules.ts'
import { texts } from './texts.ts'

type Kept = { id: string; name: string; items: number }
type Publications = OpenList['publications']

/** The lists of this browser, and where one begins another. */
export const listsPage = (
  view: View,
  { kept, form }: { kept: readonly Kept[]; form: FormState },
): Html => {
  const t = texts[view.language]
  return layout(view, {
    title: t.title,
    current: 'publications',
    robots: 'noindex',
    invalid: form.problems.length > 0,
    main: html`${pageHead(view, { title: t.title, work: true, lede: t.lede })}
${errorSummary(view, form.problems)}
${
  kept.length === 0
    ? emptyState(view, { title: t.noneTitle, body: t.none })
    : group({
        id: 'mine',
        title: t.mine,
        body: rows(
          kept.map(
            ({ id, name, items }) =>
              html`<a href="${view.to(`/lists/${id}`)}">${name}</a> <span class="soft small">${t.items(items)}</span>`,
          ),
        ),
      })
}
${group({
  id: 'begin',
  title: t.begin,
  body: html`<form method="post" action="${view.to('/lists')}" novalidate>${csrfField(view)}${describing(view, form)}${acts(button(t.begin))}</form>`,
})}`,
  })
}

/** Which list a publication goes to. */
export const addingPage = (
  view: View,
  given: {
    publication: Publications[number]
    kept: readonly Kept[]
    form: FormState
  },
): Html => {
  const t = texts[view.language]
  const { publication, kept, form } = given
  const title = wordedFor(publication.title, view.language, publication.language)
  return layout(view, {
    title: t.addTitle,
    current: 'publications',
    robots: 'noindex',
    invalid: form.problems.length > 0,
    main: html`${pageHead(view, {
      title: t.addTitle,
      work: true,
      crumbs: [
        {
          label: title?.text ?? '',
          href: view.to(publicationPath(publication)),
          lang: title?.language === view.language ? undefined : title?.language,
        },
      ],
    })}
${errorSummary(view, form.problems)}
<form method="post" action="${view.to('/lists/items')}" novalidate>${csrfField(view)}<input type="hidden" name="publication" value="${publication.id}">
${
  kept.length > 0 &&
  choiceField(view, form, 'list', {
    label: t.which,
    value: kept[0]?.id ?? 'new',
    choices: [
      ...kept.map(({ id, name, items }) => ({ value: id, label: name, hint: t.items(items) })),
      { value: 'new', label: t.newList },
    ],
  })
}
${field(view, form, 'name', {
  label: kept.length === 0 ? t.name : t.addName,
  maxlength: LIST_NAME_MAX,
  autocomplete: 'off',
  ...(kept.length === 0 ? { value: t.defaultName } : { optional: true }),
})}
${acts(button(t.add))}</form>`,
  })
}

export type Said = keyof (typeof texts)['en']['said']

/** One list: read-only to whoever has its address, with all that can be done to it for who holds the key. */
export const listPage = (
  view: View,
  { list, publications, isKept }: OpenList,
  { said, key }: { said: Said | null; key: string | null },
): Html => {
  const t = texts[view.language]
  const to = (act: string) => view.to(`/lists/${list.id}${act}`)
  return layout(view, {
    title: list.name,
    current: 'publications',
    robots: 'noindex',
    main: html`${pageHead(view, {
      title: list.name,
      work: true,
      crumbs: [{ label: t.back, href: view.to('/lists') }],
      below: list.note !== '' && html`<p class="lede">${multiline(list.note)}</p>`,
    })}
${said !== null && note('good', t.said[said])}
${columns(
  'side',
  html`<div>${
    publications.length === 0
      ? emptyState(view, {
          title: t.emptyTitle,
          body: t.empty,
          acts: [buttonLink(t.search, view.to('/publications'))],
        })
      : html`${entries(publications.map((one) => publicationEntry(view, one, { matches: [], pagesFound: 0, level: 2 })))}${taking(
          view,
          {
            total: publications.filter(({ status }) => status === 'published').length,
            hrefOf: (name) => `/lists/${list.id}/export.${name}`,
          },
        )}${isKept && disclosure(t.order, ordering(view, publications, to('/order')))}`
  }</div>`,
  side(
    t.about,
    sideBlock(
      t.share,
      html`<p class="small">${t.shareHow}</p><p class="cite">${view.baseUrl}/lists/${list.id}</p>`,
    ),
    isKept && sideBlock(t.keep, keeping(view, list, { key, to })),
    !isKept &&
      sideBlock(
        t.copy,
        html`<p class="small">${t.copyHow}</p>${actForm(view, { action: to('/copy'), label: t.copy })}`,
      ),
  ),
)}`,
  })
}

export const describePage = (view: View, list: OpenList['list'], form: FormState): Html => {
  const t = texts[view.language]
  return layout(view, {
    title: t.describe,
    current: 'publications',
    robots: 'noindex',
    invalid: form.problems.length > 0,
    main: html`${pageHead(view, { title: t.describe, work: true, crumbs: [{ label: list.name, href: view.to(`/lists/${list.id}`) }] })}
${errorSummary(view, form.problems)}
<form method="post" action="${view.to(`/lists/${list.id}/details`)}" novalidate>${csrfField(view)}${describing(view, form)}${acts(button(t.save), buttonLink(t.cancel, view.to(`/lists/${list.id}`), 'quiet'))}</form>`,
  })
}

export const deletionPage = (view: View, { id, name }: OpenList['list']): Html => {
  const t = texts[view.language]
  return layout(view, {
    title: t.removeTitle,
    current: 'publications',
    robots: 'noindex',
    main: html`${pageHead(view, { title: t.removeTitle, work: true, lede: t.removeWhat(name) })}
${acts(actForm(view, { action: view.to(`/lists/${id}/deletion`), label: t.removeYes, kind: 'stop' }), buttonLink(t.cancel, view.to(`/lists/${id}`), 'quiet'))}`,
  })
}

/** Asks before a browser takes a key: a link that somebody sent must not decide where one's own additions go. */
export const keyPage = (view: View, { name, key }: { name: string; key: string }): Html => {
  const t = texts[view.language]
  return layout(view, {
    title: t.openTitle,
    current: 'publications',
    robots: 'noindex',
    main: html`${pageHead(view, { title: t.openTitle, work: true, lede: t.openHow(name) })}
${acts(actForm(view, { action: view.to(`/lists/keys/${key}`), label: t.open, kind: 'first' }))}`,
  })
}

const describing = (view: View, form: FormState): Html => {
  const t = texts[view.language]
  return html`${field(view, form, 'name', { label: t.name, hint: t.nameHint, maxlength: LIST_NAME_MAX, autocomplete: 'off' })}${textArea(view, form, 'note', { label: t.note, hint: t.noteHint, optional: true, maxlength: LIST_NOTE_MAX, rows: 3 })}`
}

/** One form for all: a button says what happens to which. */
const ordering = (view: View, publications: Publications, action: string): Html => {
  const t = texts[view.language]
  return html`<form method="post" action="${action}">${csrfField(view)}${rows(
    publications.map((publication, i) => {
      const title = wordedFor(publication.title, view.language, publication.language)?.text ?? ''
      const step = (name: 'up' | 'down' | 'remove', label: string) =>
        button(html`${label}<span class="vh">: ${title}</span>`, 'quiet', {
          name: 'step',
          value: `${name}:${publication.id}`,
        })
      return html`<span>${title}</span>${acts(
        i > 0 && step('up', t.up),
        i < publications.length - 1 && step('down', t.down),
        step('remove', t.remove),
      )}`
    }),
  )}</form>`
}

const keeping = (
  view: View,
  list: OpenList['list'],
  { key, to }: { key: string | null; to: (act: string) => string },
): Html => {
  const t = texts[view.language]
  return html`<p class="small">${t.keepHow}</p>
${key !== null && html`<p class="cite">${view.baseUrl}/lists/keys/${key}</p>`}
<p class="small">${t.forgotten(formatDate(view.language, keptUntil(list.usedAt)))}</p>
${actForm(view, { action: to('/renewal'), label: t.renew })}
${links({ label: t.describe, href: to('/details') }, { label: t.removeList, href: to('/deletion') })}`
}

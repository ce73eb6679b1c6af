import { emptyForm, type FormState } from '../../form.ts'
import { type Html, html } from '../../html.ts'
import type { View } from '../../view.ts'
import { choiceField, fileField } from '../../views/choices.ts'
import { formatDate, formatLanguage } from '../../views/format.ts'
import {
  actForm,
  acts,
  button,
  csrfField,
  field,
  selectField,
  textArea,
} from '../../views/forms.ts'
import { group } from '../../views/head.ts'
import { disclosure, rows } from '../../views/lists.ts'
import { LANGUAGE_CODES, languageName } from '../../vocabulary/languages.ts'
import { LICENCES } from '../../vocabulary/licences.ts'
import { FILE_BYTES_MAX, OTHER_EXTENSIONS, OTHER_KINDS, officeFilePath } from '../files.ts'
import type { Note } from '../parts-store.ts'
import { FAMILY_KINDS } from '../rules/families.ts'
import { FILE_KINDS, NOTE_KINDS } from '../rules/parts.ts'
import { refuseEdit, wordedFor } from '../rules.ts'
import { NAME_MAX, NOTE_MAX } from '../schema.ts'
import type { Publication } from '../store.ts'
import { officePath } from './office.ts'
import { officePartsTexts } from './office-parts-texts.ts'
import { otherFileFacts } from './parts/other-files.ts'
import { partsTexts } from './parts/texts.ts'

export type OfficeParts = {
  family: readonly Publication[]
  notes: readonly Note[]
  oldAddresses: readonly string[]
  replacedFiles: readonly { id: string; replacedAt: Date | null }[]
  /** The form that came back, by the part that it belongs to. */
  form?: { part: 'family' | 'notes' | 'files' | 'addresses'; state: FormState }
  /** Publications that the words for a main one may mean. */
  mains?: readonly Publication[]
}

/** What hangs on a publication: family, notes, other files, addresses; each with its own small forms. */
export const officeParts = (view: View, publication: Publication, parts: OfficeParts): Html => {
  if (refuseEdit(publication.status) !== null) return addresses(view, publication, parts)
  return html`${family(view, publication, parts)}
${otherFiles(view, publication, parts)}
${notes(view, publication, parts)}
${addresses(view, publication, parts)}`
}

const stateOf = (parts: OfficeParts, part: NonNullable<OfficeParts['form']>['part']): FormState =>
  parts.form?.part === part ? parts.form.state : emptyForm()

const openForm = (view: View, publication: Publication, noun: string, isUpload = false): Html =>
  html`<form method="post" action="${view.to(`${officePath(publication)}/${noun}`)}" ${isUpload && html`enctype="multipart/form-data"`} novalidate>
${csrfField(view)}
<input type="hidden" name="version" value="${publication.version}">
`

const titleText = (view: View, { title, language }: Publication): string =>
  wordedFor(title, view.language, language)?.text ?? ''

const linked = (view: View, one: Publication): Html =>
  html`<a href="${view.to(officePath(one))}">${titleText(view, one)}</a>`

const family = (view: View, publication: Publication, parts: OfficeParts): Html => {
  const t = officePartsTexts[view.language]
  const state = stateOf(parts, 'family')
  const main = parts.family.find(({ id }) => id === publication.familyMainId)
  const members = parts.family.filter(({ familyMainId }) => familyMainId === publication.id)
  const kinds = FAMILY_KINDS.map((kind) => ({ value: kind, label: t.kinds[kind] }))
  return group({
    id: 'family',
    title: t.family,
    body: html`<p class="soft">${t.familyLede}</p>
${main && html`<p>${t.pointsTo} ${linked(view, main)} (${t.kinds[publication.familyKind ?? 'supplement'].toLowerCase()})</p>${actForm(view, { action: view.to(`${officePath(publication)}/family/removal`), label: t.leave, kind: 'second', hidden: { version: String(publication.version) } })}`}
${members.length > 0 && html`<p>${t.isMain}</p>${rows(members.map((one) => html`${linked(view, one)} <span class="soft">${t.kinds[one.familyKind ?? 'supplement'].toLowerCase()}</span>`))}`}
${
  members.length === 0 &&
  disclosure(
    t.join,
    html`${openForm(view, publication, 'family')}
${
  parts.mains && parts.mains.length > 0
    ? choiceField(view, state, 'family_main', {
        label: t.mainWhich,
        choices: parts.mains.map((one) => ({ value: one.id, label: titleText(view, one) })),
      })
    : field(view, state, 'family_main', {
        label: t.main,
        hint: t.mainHint,
        maxlength: 300,
        wide: true,
      })
}
${selectField(view, state, 'family_kind', { label: t.kind, options: kinds, empty: null })}
${acts(button(t.join, 'second'))}
</form>`,
    { open: parts.form?.part === 'family' },
  )
}`,
  })
}

const notes = (view: View, publication: Publication, parts: OfficeParts): Html | false => {
  const t = officePartsTexts[view.language]
  const p = partsTexts[view.language]
  const state = stateOf(parts, 'notes')
  return (
    publication.status === 'published' &&
    group({
      id: 'notes',
      title: t.notes,
      body: html`${parts.notes.length > 0 && rows(parts.notes.map(({ kind, text, notedAt }) => html`<b>${p.noteKinds[kind]}</b> ${formatDate(view.language, notedAt)}: ${wordedFor(text, view.language, publication.language)?.text}`))}
${disclosure(
  t.addNote,
  html`${openForm(view, publication, 'notes')}
${selectField(view, state, 'note_kind', { label: t.noteKind, empty: null, options: NOTE_KINDS.map((kind) => ({ value: kind, label: p.noteKinds[kind] })) })}
${(['sv', 'en'] as const).map((language, i) => textArea(view, state, `text_${language}`, { label: t.noteText(formatLanguage(view.language, language)), lang: language, rows: 3, maxlength: NOTE_MAX, optional: true, ...(i === 0 ? { hint: t.noteHint } : {}) }))}
${acts(button(t.addNote, 'second'))}
</form>`,
  { open: parts.form?.part === 'notes' },
)}`,
    })
  )
}

const otherFiles = (view: View, publication: Publication, parts: OfficeParts): Html => {
  const t = officePartsTexts[view.language]
  const p = partsTexts[view.language]
  const state = stateOf(parts, 'files')
  const kinds = FILE_KINDS.filter((kind) => kind !== 'main')
  return group({
    id: 'files',
    title: t.files,
    body: html`${rows([
      ...publication.otherFiles.map(
        (file) =>
          html`<a href="${officeFilePath(publication, file)}">${file.label ?? p.fileKinds[file.kind]}</a> <span class="soft">${otherFileFacts(view, publication, file)}</span> ${actForm(view, { action: view.to(`${officePath(publication)}/files/${file.id}/removal`), label: html`${t.removeFile}<span class="vh">: ${file.label ?? p.fileKinds[file.kind]}</span>`, kind: 'quiet', hidden: {} })}`,
      ),
      ...parts.replacedFiles.map(
        ({ replacedAt }) =>
          html`<span class="soft">${t.file}, ${t.replaced(replacedAt === null ? '' : formatDate(view.language, replacedAt))}</span>`,
      ),
    ])}
${disclosure(
  t.addFile,
  html`${openForm(view, publication, 'files', true)}
${selectField(view, state, 'file_kind', { label: t.fileKind, empty: null, options: kinds.map((kind) => ({ value: kind, label: p.fileKinds[kind] })) })}
${field(view, state, 'label', { label: t.fileLabel, optional: true, maxlength: 200 })}
${selectField(view, state, 'language', { label: t.fileLanguage, optional: true, options: LANGUAGE_CODES.map((code) => ({ value: code, label: languageName(code, view.language) })) })}
${selectField(view, state, 'licence', { label: t.fileLicence, optional: true, options: LICENCES.map(({ key, label }) => ({ value: key, label: label[view.language] })) })}
${fileField(view, state, 'other_file', { label: t.file, accept: OTHER_EXTENSIONS.join(','), kinds: OTHER_KINDS, sizeMax: FILE_BYTES_MAX })}
${acts(button(t.addFile, 'second'))}
</form>`,
  { open: parts.form?.part === 'files' },
)}`,
  })
}

const addresses = (view: View, publication: Publication, parts: OfficeParts): Html => {
  const t = officePartsTexts[view.language]
  const state = stateOf(parts, 'addresses')
  return group({
    id: 'addresses',
    title: t.addresses,
    body: html`<p><code>/publications/${publication.slug}</code></p>
${
  parts.oldAddresses.length > 0 &&
  rows(
    parts.oldAddresses.map(
      (path) =>
        html`<code>${path}</code> ${actForm(view, { action: view.to(`${officePath(publication)}/addresses/removal`), label: html`${t.removeAddress}<span class="vh">: ${path}</span>`, kind: 'quiet', hidden: { path } })}`,
    ),
  )
}
${disclosure(
  t.addAddress,
  html`${openForm(view, publication, 'addresses')}
${field(view, state, 'old_address', { label: t.oldAddress, wide: true, maxlength: 2000 })}
${acts(button(t.addAddress, 'second'))}
</form>`,
  { open: parts.form?.part === 'addresses' && state.values['slug'] === undefined },
)}
${disclosure(
  t.move,
  html`${openForm(view, publication, 'address')}
${field(view, state, 'slug', { label: t.slug, hint: t.slugHint, value: publication.slug, maxlength: NAME_MAX })}
${acts(button(t.move, 'second'))}
</form>`,
  { open: parts.form?.part === 'addresses' && state.values['slug'] !== undefined },
)}`,
  })
}

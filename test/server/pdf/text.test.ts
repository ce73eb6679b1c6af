import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { writePdf } from '../../../server/pdf/document.ts'
import { normalizeText } from '../../../server/pdf/extraction.ts'
import { PAGE_CHARACTERS_MAX } from '../../../server/pdf/results.ts'
import { extractText } from '../../../server/pdf/text.ts'

const folder = t.testdir()

const TEXTS = {
  sv: 'Kommunfullmäktige i Åmål och Örnsköldsvik prövade medborgardialog om skolskjuts, snöröjning och äldreomsorg. Deltagandet ökade när mötena hölls på kvällstid och protokollen lades ut samma vecka.',
  uk: 'Місцеве самоврядування потребує участі мешканців: ґрунтовні обговорення бюджету, відкриті дані та їжа на зборах. Об’єднані громади Львівщини перевірили це на практиці.',
  es: '¿Quién decide sobre el agua? En Cali, las vecinas y los vecinos decidieron año tras año; la participación creció un 12 % según la alcaldía, aunque el señalado déficit siguió.',
}

for (const [language, text] of Object.entries(TEXTS)) {
  t.test(`what we write in ${language} is what is found`, async (t) => {
    const blocks = [1, 2].flatMap((page) => [
      { kind: 'paragraph', text: `${text} ${page}.` } as const,
      { kind: 'pageBreak' } as const,
    ])
    const { bytes, uncovered, pages } = await writePdf({
      title: 'Text',
      language,
      reference: 'R-1',
      createdAt: new Date(0),
      blocks: blocks.slice(0, -1),
    })
    t.strictSame(uncovered, [])
    t.equal(pages, 2)
    const path = join(folder, `${language}.pdf`)
    writeFileSync(path, bytes)
    const found = await extractText(path)
    t.ok(found.ok)
    if (!found.ok) return
    t.equal(found.pages.length, 2)
    t.match(found.pages[0], `${text} 1.`)
    t.match(found.pages[1], `${text} 2.`)
  })
}

t.test('a divided word is made whole', (t) => {
  t.equal(normalizeText('medborgar-\ndialog'), 'medborgardialog')
  t.equal(normalizeText('участ\u00AD\nі'), 'участі')
  t.equal(normalizeText('par\u00ADticipa\u00ADción'), 'participación')
  t.end()
})

t.test('a hyphen that belongs to the word is kept', (t) => {
  t.equal(normalizeText('EU-\nmedel'), 'EU-medel')
  t.equal(normalizeText('e-\npost'), 'e-post')
  t.equal(normalizeText('Uganda-\nSverige'), 'Uganda- Sverige')
  t.equal(normalizeText('land-\noch stad'), 'land- och stad')
  t.equal(
    normalizeText('a well-known fact and a well-\nknown case'),
    'a well-known fact and a well-known case',
  )
  t.equal(normalizeText('2026-\n2027'), '2026- 2027')
  t.end()
})

t.test('only characters that can be stored and searched are left', (t) => {
  t.equal(normalizeText('a\u0000b\t\n\u00A0 c\uD800'), 'a b c\uFFFD')
  t.equal(normalizeText('A\u030A'), 'Å')
  t.end()
})

t.test('a page is cut at its ceiling, and no character in two', (t) => {
  t.equal(normalizeText('x'.repeat(PAGE_CHARACTERS_MAX - 1)).length, PAGE_CHARACTERS_MAX - 1)
  t.equal(normalizeText('x'.repeat(PAGE_CHARACTERS_MAX)).length, PAGE_CHARACTERS_MAX)
  t.equal(normalizeText('x'.repeat(PAGE_CHARACTERS_MAX + 1)).length, PAGE_CHARACTERS_MAX)
  const cut = normalizeText(`${'x'.repeat(PAGE_CHARACTERS_MAX - 1)}😀`)
  t.ok(cut.isWellFormed())
  t.end()
})

import t from 'tap'
import { isPublic } from '../../../server/imports/fetching.ts'
import { readBibtex } from '../../../server/imports/formats/bibtex.ts'
import { readOai } from '../../../server/imports/formats/dublin-core.ts'
import { readTable } from '../../../server/imports/formats/table.ts'
import { webAddressOf } from '../../../server/imports/rules/addresses.ts'
import { languageOf, signedName, yearOf } from '../../../server/imports/rules/mapping.ts'
import { readRis } from '../../../server/imports/rules/ris.ts'
import { decodeText, formatOf } from '../../../server/imports/rules.ts'
import { bibtex, ris } from '../../../server/publications/citation-formats.ts'
import { importLine } from '../../../server/publications/schema.ts'

const CITED = {
  slug: 'sorgmantlar',
  type: 'report',
  title: { sv: 'Sorgmantlar & {fjärilar}: 100 %' },
  language: 'sv',
  authors: [{ name: 'Anna van der Berg' }, { name: 'Statskontoret' }],
  year: 2026,
  series: 'research-report',
  number: '31',
  isbn: '978-91-86725-05-1',
  doi: '10.12345/Abc',
  url: 'https://example.org/publications/sorgmantlar',
  publisher: 'Rådslag',
}
const SAME = {
  title: { sv: 'Sorgmantlar & {fjärilar}: 100 %' },
  authors: [{ name: 'Anna van der Berg' }, { name: 'Statskontoret' }],
  year: 2026,
  type: 'report',
  series: 'Research Report',
  number: '31',
  language: 'sv',
  isbn: '978-91-86725-05-1',
  doi: '10.12345/Abc',
  url: 'https://example.org/publications/sorgmantlar',
  external_id: 'doi:10.12345/abc',
}

t.test('what the portal gives as BibTeX and RIS it takes in again as it was', async (t) => {
  t.match(readBibtex(bibtex(CITED)), { records: [SAME], problems: [] })
  t.match(readRis(ris(CITED)), { records: [SAME], problems: [] })
  for (const record of [...readBibtex(bibtex(CITED)).records, ...readRis(ris(CITED)).records])
    t.ok(importLine.safeParse(record).success)
})

t.test(
  'BibTeX: names of strings, LaTeX letters, and a broken entry that takes no other along',
  async (t) => {
    const { records, problems } = readBibtex(`@string{rr = "Research Report"}
@comment{not this}
@techreport{a, title={{Sm{\\aa} \\"oar} och {K}enya}, author={Ek, Anna and {Visby AB, Gotland}}, type=rr,
  year=2020, language={sv}, keywords={Kenya, gender, wholly unknown word}, abstract={H\\aa{}rt \\& mjukt}}
@book{bad, title={no end
@article{c, title={C}, journal={Journal of C}, number={4}, year=2001}`)
    t.match(records[0], {
      title: { sv: 'Små öar och Kenya' },
      abstract: { sv: 'Hårt & mjukt' },
      authors: [{ name: 'Anna Ek' }, { name: 'Visby AB, Gotland' }],
      series: 'Research Report',
      countries: ['KE'],
      themes: ['gender-equality'],
      external_id: 'title:sma-oar-och-kenya/anna-ek/2020',
    })
    t.equal(records[1], null)
    t.same(problems, [{ line: 2, code: 'entry_broken', value: 'bad' }])
    t.same(records[2], {
      title: { en: 'C' },
      year: 2001,
      type: 'article',
      external_id: 'title:c//2001',
    })
  },
)

t.test('RIS: lines that go on, and a record without an end', async (t) => {
  const { records, problems } = readRis(
    'TY  - RPRT\r\nTI  - Ett\r\nAB  - Första raden\r\noch nästa\r\nLA  - swe\r\nER  - \r\nTY  - BOOK\nTI  - Två\nTY  - BOOK\nTI  - Tre\nER  -\n',
  )
  t.match(records[0], { title: { sv: 'Ett' }, abstract: { sv: 'Första raden och nästa' } })
  t.match(records.slice(1), [null, { title: { en: 'Tre' } }])
  t.match(problems, [{ line: 2, code: 'ris_without_end' }])
})

t.test(
  'a table: quoted cells, semicolons between cells, lists, languages, unknown columns',
  async (t) => {
    const { records, problems } = readTable(
      '\ufeffTitle sv;title_en;authors;year;countries;key_messages_sv;colour\r\n"Hej; ""då""";Hi;Anna Ek|0000-0002-1825-0097|Lund;2020;"Kenya;Sverige";"Ett|Två";red\r\n;;;;;;\r\nB;;;i fjol;;;\r\n',
    )
    t.same(records, [
      null,
      {
        title: { sv: 'Hej; "då"', en: 'Hi' },
        authors: [{ name: 'Anna Ek', orcid: '0000-0002-1825-0097', organisation: 'Lund' }],
        year: 2020,
        countries: ['Kenya', 'Sverige'],
        key_messages: { sv: ['Ett', 'Två'] },
      },
      null,
      { title: { sv: 'B' }, year: 'i fjol' },
    ])
    t.same(problems, [{ line: 1, code: 'column_unknown', value: 'colour' }])
    t.match(readTable('name,year\nx,2020').problems, [{ code: 'columns_missing' }])
    t.match(readTable('title\tyear\nA, B\t2020').records[1], { title: { en: 'A, B' }, year: 2020 })
  },
)

const OAI = (records: string, more = '') =>
  `<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><ListRecords>${records}${more}</ListRecords></OAI-PMH>`
const DC = (inside: string) =>
  `<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/">${inside}</oai_dc:dc>`

t.test('Dublin Core: languages, what is deleted, and the token', async (t) => {
  const answer = readOai(
    OAI(
      `<record><header><identifier>oai:x:1</identifier></header><metadata>${DC('<dc:title xml:lang="swe">Hej</dc:title><dc:title xml:lang="en">Hi</dc:title><dc:creator>Ek, Anna</dc:creator><dc:date>2020-05-01</dc:date><dc:language>swe</dc:language><dc:type>info:eu-repo/semantics/workingPaper</dc:type><dc:rights>https://creativecommons.org/licenses/by/4.0/legalcode</dc:rights><dc:coverage>Kenya</dc:coverage><dc:identifier>urn:isbn:9789186725051</dc:identifier>')}</metadata></record><record><header status="deleted"><identifier>oai:x:2</identifier></header></record>`,
      '<resumptionToken cursor="0">next &amp; more</resumptionToken>',
    ),
  )
  t.same(answer.records, [
    {
      title: { sv: 'Hej', en: 'Hi' },
      authors: [{ name: 'Anna Ek' }],
      year: 2020,
      type: 'working-paper',
      language: 'sv',
      countries: ['KE'],
      isbn: '9789186725051',
      licence: 'cc-by-4.0',
      external_id: 'oai:x:1',
    },
    null,
  ])
  t.same(answer.problems, [{ line: 2, code: 'deleted_there', value: 'oai:x:2' }])
  t.equal(answer.resumptionToken, 'next & more')
  t.match(readOai(DC('<dc:title>Alone</dc:title>')).records, [{ title: { en: 'Alone' } }])
})

t.test(
  'hostile XML is refused: entities, files of this machine, what is not well-formed',
  async (t) => {
    const entity = '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/hostname">]><a>&e;</a>'
    t.match(readOai(entity), { records: [null], problems: [{ code: 'xml_doctype' }] })
    t.match(readOai('<a><b></a>').problems, [{ code: 'xml_broken' }])
    t.match(readOai('<html/>').problems, [{ code: 'no_dublin_core' }])
  },
)

t.test('formats are told by name, then by how they begin', async (t) => {
  t.equal(formatOf('A.BIB', ''), 'bibtex')
  t.equal(formatOf('list.txt', 'TY  - RPRT\n'), 'ris')
  t.equal(formatOf('list', '{"title":"x"}'), 'jsonl')
  t.equal(formatOf('list', '\n<?xml version="1.0"?>'), 'oai')
  t.equal(formatOf('list.docx', 'PK'), null)
  t.equal(decodeText(Buffer.from([0x68, 0xe5])), 'hå', 'Windows-1252 where it is no UTF-8')
  t.equal(decodeText(Buffer.from('hå')), 'hå')
})

t.test('names, languages and years of other systems', async (t) => {
  t.equal(signedName('Ek, Anna'), 'Anna Ek')
  t.equal(signedName('Anna Ek'), 'Anna Ek')
  t.equal(signedName('A, B, C'), 'A, B, C')
  t.same(['swe', 'en-GB', 'en_US', 'Svenska', 'x', ''].map(languageOf), [
    'sv',
    'en',
    'en',
    'sv',
    null,
    null,
  ])
  t.same(['2020/03/01', 'May 1999', '12020', 'n.d.'].map(yearOf), [
    2020,
    1999,
    undefined,
    undefined,
  ])
})

t.test('only the public network is public', async (t) => {
  for (const address of [
    '127.0.0.1',
    '10.1.2.3',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '224.0.0.1',
    '255.255.255.255',
    '::1',
    '::',
    'fe80::1',
    'fd00::1',
    '::ffff:127.0.0.1',
    '::ffff:8.8.8.8',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    '2001:db8::1',
    'name',
  ])
    t.notOk(isPublic(address), address)
  for (const address of ['8.8.8.8', '172.15.255.255', '172.32.0.1', '100.128.0.1', '2a00:1450::1'])
    t.ok(isPublic(address), address)
  t.equal(webAddressOf('file:///etc/passwd'), null)
  t.equal(webAddressOf('https://user:secret@example.org/'), null)
  t.equal(webAddressOf('https://example.org/oai')?.host, 'example.org')
})

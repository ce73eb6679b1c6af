import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import t from 'tap'
import { publications, usageCounts } from '../../../db/schema/index.ts'
import { importPublications } from '../../../server/publications/import.ts'
import { REPORT_MONTHS_MAX, readReportQuery } from '../../../server/usage/report-query.ts'
import { OFFICE_PAGE_SIZE } from '../../../server/usage/store.ts'
import { person, signedIn } from '../../helpers/actors.ts'
import { testApp, testBrowser } from '../../helpers/app.ts'
import { readPage } from '../../helpers/html.ts'

/** The shape of COUNTER_API 5.1, written after the Code of Practice and its sample reports. */
const string = { type: 'string', minLength: 1 }
const strings = { type: 'array', items: string, minItems: 1 }
const exception = {
  type: 'object',
  required: ['Code', 'Message'],
  additionalProperties: false,
  properties: { Code: { type: 'integer' }, Message: string, Data: string, Help_URL: string },
}
const month = '^[0-9]{4}-(0[1-9]|1[0-2])$'
const performance = {
  type: 'object',
  minProperties: 1,
  additionalProperties: false,
  patternProperties: {
    '^(Total|Unique)_Item_(Investigations|Requests)$': {
      type: 'object',
      minProperties: 1,
      additionalProperties: false,
      patternProperties: { [month]: { type: 'integer', minimum: 1 } },
    },
  },
}
const item = {
  type: 'object',
  required: ['Item', 'Publisher', 'Platform', 'Item_ID', 'Attribute_Performance'],
  additionalProperties: false,
  properties: {
    Item: string,
    Publisher: string,
    Platform: string,
    Authors: {
      type: 'array',
      minItems: 1,
      maxItems: 3,
      items: {
        type: 'object',
        required: ['Name'],
        additionalProperties: false,
        properties: { Name: string, ORCID: { pattern: '^\\d{4}-\\d{4}-\\d{4}-\\d{3}[\\dX]$' } },
      },
    },
    Publication_Date: { type: 'string', format: 'date' },
    Item_ID: {
      type: 'object',
      required: ['Proprietary', 'URI'],
      additionalProperties: false,
      properties: {
        DOI: { pattern: '^10\\.\\d{4,9}/' },
        Proprietary: { pattern: '^[a-zA-Z0-9]+:' },
        ISBN: string,
        URI: { type: 'string', format: 'uri' },
      },
    },
    Attribute_Performance: {
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        required: ['Data_Type', 'Performance'],
        additionalProperties: false,
        properties: {
          Data_Type: {
            enum: [
              'Report',
              'Book',
              'Book_Segment',
              'Article',
              'Thesis_or_Dissertation',
              'Audiovisual',
              'Other',
            ],
          },
          YOP: { pattern: '^\\d{4}$' },
          Access_Type: { enum: ['Open', 'Free_To_Read', 'Controlled'] },
          Access_Method: { enum: ['Regular', 'TDM'] },
          Performance: performance,
        },
      },
    },
  },
}
const REPORT = {
  type: 'object',
  required: ['Report_Header', 'Report_Items'],
  additionalProperties: false,
  properties: {
    Report_Header: {
      type: 'object',
      required: [
        'Release',
        'Report_ID',
        'Report_Name',
        'Created',
        'Created_By',
        'Institution_ID',
        'Institution_Name',
        'Registry_Record',
        'Report_Filters',
      ],
      additionalProperties: false,
      properties: {
        Release: { const: '5.1' },
        Report_ID: { const: 'IR' },
        Report_Name: { const: 'Item Report' },
        Created: { type: 'string', format: 'date-time', pattern: 'Z$' },
        Created_By: string,
        Institution_ID: {
          type: 'object',
          minProperties: 1,
          additionalProperties: false,
          properties: { Proprietary: strings, ISNI: strings, ROR: strings },
        },
        Institution_Name: string,
        Registry_Record: { type: 'string' },
        Report_Attributes: {
          type: 'object',
          additionalProperties: false,
          properties: { Attributes_To_Show: strings, Granularity: { enum: ['Month', 'Totals'] } },
        },
        Report_Filters: {
          type: 'object',
          required: ['Begin_Date', 'End_Date'],
          additionalProperties: false,
          properties: {
            Begin_Date: { type: 'string', format: 'date', pattern: '-01$' },
            End_Date: { type: 'string', format: 'date' },
            Metric_Type: strings,
            Access_Type: strings,
            Access_Method: strings,
            Data_Type: strings,
            YOP: strings,
            Item_ID: string,
          },
        },
        Exceptions: { type: 'array', minItems: 1, items: exception },
      },
    },
    Report_Items: {
      type: 'array',
      items: {
        type: 'object',
        required: ['Items'],
        additionalProperties: false,
        properties: { Items: { type: 'array', minItems: 1, items: item } },
      },
    },
  },
}

const PLATFORM_REPORT = {
  ...REPORT,
  properties: {
    Report_Header: {
      ...REPORT.properties.Report_Header,
      properties: {
        ...REPORT.properties.Report_Header.properties,
        Report_ID: { const: 'PR' },
        Report_Name: { const: 'Platform Report' },
      },
    },
    Report_Items: {
      type: 'array',
      items: {
        type: 'object',
        required: ['Platform', 'Attribute_Performance'],
        additionalProperties: false,
        properties: {
          Platform: string,
          Attribute_Performance: item.properties.Attribute_Performance,
        },
      },
    },
  },
}

const ajv = new Ajv2020({ strict: false, allErrors: true })
addFormats.default(ajv)
const validate = ajv.compile(REPORT)
const validatePlatform = ajv.compile(PLATFORM_REPORT)
const validateException = ajv.compile(exception)

const NOW = new Date('2027-04-15T10:00:00Z')

t.test('what a report is asked for is read by appendix D', async (t) => {
  const read = (given: Record<string, string>) =>
    readReportQuery(given, { report: 'IR', first: '2026-05', now: NOW, namespace: 'radslag' })
  const period = { begin_date: '2027-01', end_date: '2027-03' }
  t.match(read(period), { from: '2027-01', to: '2027-03', exceptions: [], isTotals: false })
  t.match(read({ begin_date: '2027-01-01', end_date: '2027-02-28' }), { to: '2027-02' })
  t.match(read({ begin_date: '2027-01' }), { status: 400, exception: { Code: 1030 } })
  for (const [begin_date, end_date] of [
    ['2027-03', '2027-01'],
    ['2027-04', '2027-04'],
    ['2027-13', '2027-14'],
    ['2027-01-02', '2027-01-31'],
    ['2027-01-01', '2027-01-30'],
    ['January', 'March'],
    ['2010-01', '2027-01'],
  ] as const)
    t.match(
      read({ begin_date, end_date }),
      { status: 400, exception: { Code: 3020 } },
      `${begin_date} ${end_date}`,
    )
  t.equal(REPORT_MONTHS_MAX, 60)
  t.match(read({ begin_date: '2022-04', end_date: '2027-03' }), { exceptions: [{ Code: 3032 }] })
  t.match(read({ begin_date: '2022-03', end_date: '2027-03' }), { status: 400 })
  t.match(read({ begin_date: '2027-03', end_date: '2027-06' }), {
    to: '2027-03',
    exceptions: [{ Code: 3031, Data: '2027-04 and later' }],
    filters: { End_Date: '2027-03-31' },
  })
  t.match(read({ ...period, customer_id: 'library' }), { status: 403, exception: { Code: 2010 } })
  t.match(read({ ...period, customer_id: '0000000000000000' }), { from: '2027-01' })
  t.match(
    read({
      ...period,
      colour: 'red',
      metric_type: 'Total_Item_Requests|Searches',
      access_type: 'Controlled',
      yop: '2020-2024|soon',
      item_id: 'ISSN:1234-5678',
      attributes_to_show: 'YOP|Colour',
      granularity: 'Day',
      include_component_details: 'True',
    }),
    {
      metrics: ['Total_Item_Requests'],
      years: [{ from: 2020, to: 2024 }],
      item: null,
      shown: ['YOP'],
      exceptions: [
        { Code: 3050, Data: 'colour' },
        {
          Code: 3060,
          Data: /metric_type=Searches.*access_type=Controlled.*yop=soon.*item_id=ISSN/,
        },
        { Code: 3062, Data: /Colour.*granularity=Day/ },
        { Code: 3063 },
      ],
    },
  )
})

t.test('the platform report knows no parameters of single items', async (t) => {
  const asked = readReportQuery(
    {
      begin_date: '2027-01',
      end_date: '2027-03',
      yop: '2020',
      item_id: 'Proprietary:radslag:first',
      access_type: 'Open',
      data_type: 'Book',
      attributes_to_show: 'Access_Method|YOP',
    },
    { report: 'PR', first: '2026-05', now: NOW, namespace: 'radslag' },
  )
  t.match(asked, {
    item: null,
    years: null,
    dataTypes: ['Book'],
    shown: ['Access_Method'],
    exceptions: [
      { Code: 3050, Data: 'yop; item_id; access_type' },
      { Code: 3062, Data: 'attributes_to_show=YOP' },
    ],
  })
})

t.test('the item report', async (t) => {
  const test = await testApp(t)
  test.clock.freezeAt(NOW)
  const browser = testBrowser(test)
  const hostile = '=1+1 "<b>"'
  await importPublications(
    test.contextOf(),
    [
      {
        title: 'First',
        language: 'en',
        year: 2024,
        doi: '10.5555/First',
        isbn: '978-91-0000-000-1',
        licence: 'cc-by-4.0',
        authors: [{ name: 'Ann Ek', orcid: '0000-0002-1825-0097' }, 'B', 'C', 'D'],
        pages: ['x'],
      },
      { title: hostile, language: 'sv', type: 'book', pages: ['x'] },
      { title: 'Draft', language: 'en', pages: ['x'] },
    ].map((publication) => JSON.stringify(publication)),
    { baseDirectory: '.' },
  )
  const db = test.database.writing
  const rows = await db
    .select({ id: publications.id, title: publications.title })
    .from(publications)
  const idOf = (title: string) =>
    rows.find((row) => Object.values(row.title).includes(title))?.id ?? ''
  const counts = (title: string, day: string, audience: 'person' | 'machine' = 'person') => ({
    publicationId: idOf(title),
    day,
    audience,
    accessType: title === 'First' ? ('Open' as const) : ('Free_To_Read' as const),
    totalInvestigations: 7,
    uniqueInvestigations: audience === 'person' ? 5 : 0,
    totalRequests: 4,
    uniqueRequests: audience === 'person' ? 3 : 0,
  })
  await db
    .insert(usageCounts)
    .values([
      counts('First', '2027-01-31'),
      counts('First', '2027-02-01'),
      counts('First', '2027-02-28'),
      counts('First', '2027-02-27', 'machine'),
      counts(hostile, '2027-02-10'),
      counts(hostile, '2027-04-01'),
      counts('Draft', '2027-02-10'),
    ])
  await db.execute(`update publications set status = 'draft' where id = '${idOf('Draft')}'`)

  const ask = async (query: string) => {
    const answer = await browser.get(`/r51/reports/ir?${query}`)
    const report = answer.json()
    t.equal(answer.statusCode, 200)
    t.ok(validate(report), JSON.stringify(validate.errors))
    return report
  }
  const period = 'begin_date=2027-01&end_date=2027-03'

  t.test(
    'has each public publication with its months, and nothing of machines or drafts',
    async (t) => {
      const report = await ask(period)
      t.notMatch(JSON.stringify(report), 'Draft')
      const [{ Items }] = report.Report_Items
      t.equal(Items.length, 2)
      const first = Items.find(({ Item }: { Item: string }) => Item === 'First')
      t.match(first, {
        Item_ID: {
          DOI: '10.5555/First',
          Proprietary: 'radslag:first',
          URI: 'http://127.0.0.1:3000/publications/first',
        },
        Attribute_Performance: [
          {
            Data_Type: 'Report',
            Performance: {
              Total_Item_Investigations: { '2027-01': 7, '2027-02': 14 },
              Unique_Item_Requests: { '2027-01': 3, '2027-02': 6 },
            },
          },
        ],
      })
      t.notOk(first.Authors)
    },
  )

  t.test('the platform report sums it up by kinds of publication', async (t) => {
    const get = async (query: string) => {
      const answer = await browser.get(`/r51/reports/pr?${query}`)
      t.equal(answer.statusCode, 200)
      t.match(answer.headers['content-type'], 'application/json')
      t.ok(validatePlatform(answer.json()), JSON.stringify(validatePlatform.errors))
      return answer.json()
    }
    const report = await get(period)
    t.match(report.Report_Header, { Report_ID: 'PR', Report_Name: 'Platform Report' })
    t.same(report.Report_Items, [
      {
        Platform: 'Rådslag',
        Attribute_Performance: [
          {
            Data_Type: 'Book',
            Performance: {
              Total_Item_Investigations: { '2027-02': 7 },
              Total_Item_Requests: { '2027-02': 4 },
              Unique_Item_Investigations: { '2027-02': 5 },
              Unique_Item_Requests: { '2027-02': 3 },
            },
          },
          {
            Data_Type: 'Report',
            Performance: {
              Total_Item_Investigations: { '2027-01': 7, '2027-02': 14 },
              Total_Item_Requests: { '2027-01': 4, '2027-02': 8 },
              Unique_Item_Investigations: { '2027-01': 5, '2027-02': 10 },
              Unique_Item_Requests: { '2027-01': 3, '2027-02': 6 },
            },
          },
        ],
      },
    ])
    const chosen = await get(
      `${period}&data_type=Book&metric_type=Total_Item_Requests&granularity=Totals&attributes_to_show=Access_Method`,
    )
    t.same(chosen.Report_Items[0].Attribute_Performance, [
      {
        Data_Type: 'Book',
        Access_Method: 'Regular',
        Performance: { Total_Item_Requests: { '2027-01': 4 } },
      },
    ])
    const none = await get('begin_date=2026-01&end_date=2026-02')
    t.same(none.Report_Items, [])
    t.match(none.Report_Header.Exceptions, [{ Code: 3030 }])
    const wrong = await browser.get('/r51/reports/pr')
    t.equal(wrong.statusCode, 400)
    t.ok(validateException(wrong.json()))
  })

  t.test('shows what was asked for, and only the metrics and types chosen', async (t) => {
    const report = await ask(
      `${period}&metric_type=Unique_Item_Requests&access_type=Open&granularity=Totals&attributes_to_show=Authors%7CYOP%7CAccess_Type%7CAccess_Method%7CPublication_Date`,
    )
    t.same(
      report.Report_Items[0].Items.map(
        ({ Item, Authors, Attribute_Performance }: Record<string, unknown>) => ({
          Item,
          Authors,
          Attribute_Performance,
        }),
      ),
      [
        {
          Item: 'First',
          Authors: [{ Name: 'Ann Ek', ORCID: '0000-0002-1825-0097' }, { Name: 'B' }, { Name: 'C' }],
          Attribute_Performance: [
            {
              Data_Type: 'Report',
              YOP: '2024',
              Access_Type: 'Open',
              Access_Method: 'Regular',
              Performance: { Unique_Item_Requests: { '2027-01': 9 } },
            },
          ],
        },
      ],
    )
    t.same(report.Report_Header.Report_Filters, {
      Begin_Date: '2027-01-01',
      End_Date: '2027-03-31',
      Metric_Type: ['Unique_Item_Requests'],
      Access_Type: ['Open'],
    })
  })

  t.test('narrows to an item, a type or a year, and says when nothing is left', async (t) => {
    const titles = async (query: string) =>
      (await ask(`${period}&${query}`)).Report_Items.flatMap(
        ({ Items }: { Items: { Item: string }[] }) => Items.map(({ Item }) => Item),
      )
    t.same(await titles('item_id=DOI:10.5555/first'), ['First'])
    t.same(await titles('item_id=Proprietary:radslag:first'), ['First'])
    t.same(await titles('data_type=Book'), [hostile])
    t.same(await titles('yop=0001'), [hostile])
    const none = await ask(`${period}&item_id=DOI:10.5555/none`)
    t.same(none.Report_Items, [])
    t.match(none.Report_Header.Exceptions, [{ Code: 3030, Data: '2027-01 to 2027-03' }])
    const partly = await ask('begin_date=2027-03&end_date=2027-05')
    t.match(partly.Report_Header.Exceptions, [
      { Code: 3030, Data: '2027-03 to 2027-03' },
      { Code: 3031 },
    ])
  })

  t.test('refuses with one exception', async (t) => {
    for (const [query, status] of [
      ['', 400],
      ['begin_date=2027-05&end_date=2027-06', 400],
      [`${period}&customer_id=x`, 403],
    ] as const) {
      const answer = await browser.get(`/r51/reports/ir?${query}`)
      t.equal(answer.statusCode, status)
      t.ok(validateException(answer.json()))
    }
    t.equal((await browser.get('/r51/reports/tr')).statusCode, 404)
    t.equal((await browser.get('/r51/members?customer_id=x')).statusCode, 403)
  })

  t.test('status, members and list of reports need no key', async (t) => {
    t.match((await browser.get('/r51/status')).json(), [{ Service_Active: true }])
    t.match((await browser.get('/r51/members')).json(), [
      { Customer_ID: '0000000000000000', Institution_Name: 'The World' },
    ])
    t.match((await browser.get('/r51/reports?customer_id=0000000000000000')).json(), [
      { Report_ID: 'PR', Path: 'http://127.0.0.1:3000/r51/reports/pr' },
      {
        Report_ID: 'IR',
        Release: '5.1',
        First_Month_Available: '2027-01',
        Last_Month_Available: '2027-03',
      },
    ])
  })

  t.test('the office has the figures as a table and for spreadsheets', async (t) => {
    const auditor = await signedIn(test, await person(test, { roles: ['auditor'] }))
    const page = readPage(
      (await auditor.get('/en/office/usage?from=2027-01&to=2027-02&measure=visits')).body,
    )
    t.match(page.text, 'First 15 5 10')
    t.match(page.text, 'Visits (unique investigations) Publication Total Jan 2027 Feb 2027')
    const empty = readPage((await auditor.get('/sv/office/usage?from=2025-01&to=2025-02')).body)
    t.match(empty.text, 'Inget användes under perioden.')
    const strange = await auditor.get('/en/office/usage?from=x&to=2027-99&measure=hearts&page=-1')
    t.equal(strange.statusCode, 200)
    const wide = readPage((await auditor.get('/en/office/usage?from=2010-01&to=2027-03')).body)
    t.match(wide.text, 'Apr 2025')
    t.notMatch(wide.text, 'Total Mar 2025')
    t.ok(OFFICE_PAGE_SIZE >= 50)

    const csv = await auditor.get('/en/office/usage.csv?from=2027-01&to=2027-02')
    t.match(csv.headers['content-type'], 'text/csv')
    t.match(csv.body, 'First,http://127.0.0.1:3000/publications/first,2027-02,people,10,14,6,8\r\n')
    t.match(csv.body, 'First,http://127.0.0.1:3000/publications/first,2027-02,robots,0,7,0,4\r\n')
    t.match(csv.body, `"'=1+1 ""<b>""",`, 'formulas are harmless')
  })
})

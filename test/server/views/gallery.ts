import { type Html, html } from '../../../server/html.ts'
import type { Language } from '../../../server/language.ts'
import type { View } from '../../../server/view.ts'
import { agenda, shares, spread, weightBar } from '../../../server/views/charts.ts'
import {
  choiceField,
  choicesField,
  fileField,
  scaleField,
  tickField,
} from '../../../server/views/choices.ts'
import { deadline, formatMoney, timeTag } from '../../../server/views/format.ts'
import {
  actBar,
  actForm,
  acts,
  button,
  buttonLink,
  errorSummary,
  field,
  moneyField,
  selectField,
  textArea,
} from '../../../server/views/forms.ts'
import {
  columns,
  group,
  pageHead,
  pairs,
  paragraph,
  prose,
  side,
  sideBlock,
} from '../../../server/views/head.ts'
import { layout } from '../../../server/views/layout.ts'
import {
  chips,
  disclosure,
  due,
  entries,
  entry,
  links,
  placeLinks,
  rows,
  stateTag,
  tag,
  tasks,
  timeline,
} from '../../../server/views/lists.ts'
import { confirmation, emptyState, note, noteBlock } from '../../../server/views/notes.ts'
import { startPage } from '../../../server/views/start.ts'
import {
  filterBar,
  fundingLine,
  keysetPager,
  pager,
  table,
  toolsRow,
} from '../../../server/views/tables.ts'

export const HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(2)>'

/** A reader of a page, with what a test wants otherwise. */
export const viewOf = (language: Language, overrides: Partial<View> = {}): View => ({
  language,
  path: '/gallery?page=2',
  baseUrl: 'https://portal.example.org',
  to: (path) => `/${language}${path}`,
  person: null,
  csrf: 'token',
  now: new Date('2027-02-09T10:00:00Z'),
  zone: 'Africa/Kampala',
  searchDown: false,
  ...overrides,
})

export const officer = {
  id: '0199',
  name: 'Åsa Märta Lindström-Oyelaran',
  email: 'officer@example.org',
  isOfficer: true,
  isAdministrator: true,
  isAuditor: false,
  isReviewer: true,
}

/** Every component in its states. `text` stands wherever a person's own words would. */
export const gallery = (view: View, text: string): Html =>
  layout(view, {
    title: text,
    current: 'calls',
    invalid: true,
    main: html`${pageHead(view, {
      title: text,
      crumbs: [{ label: text, href: '/en/calls' }],
      lede: text,
      facts: [
        { term: 'Call', value: '2027:3' },
        { term: text, value: text },
        { term: 'State', value: stateTag('now', 'Open') },
        { term: 'Left out', value: null },
      ],
      below: acts(
        buttonLink('Start an application', '/en/apply'),
        buttonLink('PDF, 160 KB', '/en/pdf', 'second'),
      ),
      beside: html`<p class="deadline">${timeTag(view, new Date('2027-02-18T13:00:00Z'))}</p>`,
    })}
${columns(
  'form',
  agenda(view, [
    { sign: '§ 1', name: text, href: '#a', state: stateTag('full', 'Ready'), kind: 'whole' },
    {
      sign: '§ 2',
      name: 'Participants',
      href: '#b',
      state: stateTag('now', 'Waiting for University B'),
      kind: 'wait',
    },
    {
      sign: '§ 3',
      name: 'The problem and the place',
      href: '#c',
      state: stateTag('wrong', '2 to correct'),
      kind: 'bad',
      current: true,
    },
    { sign: '§ 4', name: 'Budget', href: '#d', state: stateTag('half', 'Begun'), kind: 'part' },
    {
      sign: '§ 5',
      name: 'Check and send',
      state: stateTag('none', 'Opens when all is ready'),
      kind: 'empty',
    },
  ]),
  formOf(view, text),
)}
${group({
  id: 'lists',
  title: `Lists ${text}`,
  more: { label: 'All 12', href: '/en/calls' },
  body: html`
${filterBar(view, {
  action: '/en/calls',
  label: 'Filter',
  hidden: { sort: text },
  filters: [
    { kind: 'search', name: 'q', label: 'Search', value: text },
    {
      kind: 'select',
      name: 'state',
      label: 'State',
      value: 'open',
      options: [{ value: 'open', label: text }],
    },
    { kind: 'date', name: 'from', label: 'From', value: '2027-02-18' },
  ],
})}
${chips(view, [
  { label: text, removeHref: '?' },
  { label: 'from 2017', removeHref: '?' },
])}
${toolsRow(text, links({ label: text, href: '?csv' }, { label: 'CSV, 18 KB', href: '?csv' }))}
${entries([
  entry({
    at: due('18 February', '14:00 in Visby', stateTag('now', '9 days left')),
    atKind: 'due',
    title: text,
    href: '/en/call',
    by: text,
    facts: ['SEK 300,000–1,000,000', '12–18 months', text],
  }),
  entry({
    at: placeLinks([{ name: text, href: '?' }, { name: 'Kenya' }]),
    atKind: 'place',
    title: text,
    href: '?',
    lang: 'en',
    by: 'A. Author',
    facts: [tag('in Spanish', 'en'), text],
    three: true,
  }),
  entry({ title: 'Without a margin' }),
])}
${pager(view, { page: 4, pages: 12, href: (page) => `?page=${page}` })}
${keysetPager(view, { firstHref: '?', nextHref: '?after=1', label: 'By key' })}
${rows([stateTag('none', 'Not begun'), stateTag('open', 'Invited'), stateTag('half', 'In review'), stateTag('now', 'Due in 3 days'), stateTag('full', 'Awarded'), stateTag('wrong', text)])}`,
})}
${group({
  id: 'tables',
  title: 'Tables',
  small: true,
  body: html`
${table(view, {
  caption: text,
  headColumn: 1,
  columns: [
    { label: 'Rank', align: 'end' },
    { label: 'Application', sortHref: '?sort=title' },
    { label: 'Scores' },
    { label: 'Asked', align: 'end', sorted: 'descending', sortHref: '?sort=asked' },
    { label: 'Act', hidden: true },
  ],
  rows: [
    [
      '1',
      text,
      spread(view, { scores: [3, 6, 7], mean: 5.29 }),
      formatMoney(view.language, 97_800_000, 'SEK'),
      html`<a href="?open">Open</a>`,
    ],
    fundingLine(view, text),
    [
      '2',
      text,
      spread(view, { scores: [5, 5, 5], mean: 5 }),
      formatMoney(view.language, 48_000_000, 'SEK'),
      '',
    ],
    { kind: 'shut', whole: text },
    ['3', 'None yet', spread(view, { scores: [] }), '', ''],
  ],
  foot: ['Sum', '', '', formatMoney(view.language, 145_800_000, 'SEK'), ''],
})}
${table(view, { caption: 'Slides', phone: 'scroll', columns: [{ label: 'When' }, { label: text }], rows: [['2027', text]] })}
${table(view, { caption: 'Empty', columns: [{ label: 'When' }], rows: [] })}
${shares(view, [
  { label: text, share: 0.36 },
  { label: 'University B', share: 0.47 },
  { label: 'C', share: 0.17 },
])}
<div class="weight"><b>30 %</b> ${weightBar(0.3)}</div>`,
})}
${paragraph({ id: 's1', sign: '§ 1', title: text, body: html`<p>${text}</p><ul><li>${text}</li></ul>` })}
${columns(
  'side',
  html`<div>${note('plain', text)}${note('good', text, 'Sent.')}${note('now', text)}${note('bad', text)}${noteBlock('plain', html`<p>${text}</p>`)}
${emptyState(view, { title: text, body: text, acts: [button('Start', 'second')] })}${emptyState(view)}
${timeline([
  { when: '14 December 2026', what: text, state: 'done' },
  {
    when: deadline(view, new Date('2027-02-18T13:00:00Z')),
    what: html`<b>The call closes</b>`,
    state: 'now',
  },
  { when: '3 June 2027', what: 'Decision', state: 'later' },
])}
${disclosure(text, html`<p>${text}</p>`, { hint: '14 places' })}${disclosure('Open', 'Content', { open: true })}
${tasks([{ sign: '1', name: 'Use in practice', href: '#x', state: stateTag('full', '6, with reasons') }])}</div>`,
  side(
    'Beside',
    sideBlock(text, html`<p>${text}</p>`),
    sideBlock(
      'Facts',
      pairs([
        { term: 'Grant', value: text },
        { term: 'Left out', value: '' },
      ]),
    ),
  ),
)}
${pairs([{ term: 'Municipality', value: text, change: { href: '#x', label: 'Change', what: text } }], { wide: true })}`,
  })

/** The start page with everything on it once. */
export const start = (view: View, text: string): Html =>
  startPage(view, {
    publicationCount: 612,
    countryCount: 37,
    places: [
      { code: 'KE', name: 'Kenya', count: 58, href: '/en/publications?country=KE' },
      { code: 'UA', name: text, count: 31, href: '/en/publications?country=UA' },
    ],
    quick: [{ label: text, count: 3, href: '/en/publications?extent=short' }],
    tries: [{ label: text, href: '/en/publications?q=x', lang: 'es' }],
    openCalls: [
      {
        href: '/en/calls/1',
        title: text,
        summary: text,
        closesAt: new Date('2027-02-18T13:00:00Z'),
        zone: 'Europe/Stockholm',
        facts: [text, '12–18 months'],
      },
      {
        href: '/en/calls/2',
        title: 'Any day',
        summary: text,
        closesAt: null,
        zone: 'Europe/Stockholm',
        facts: [],
      },
      {
        href: '/en/calls/3',
        title: 'Planned',
        summary: text,
        opensAt: new Date('2027-03-01T08:00:00Z'),
        closesAt: new Date('2027-04-01T12:00:00Z'),
        zone: 'Europe/Stockholm',
        facts: [],
      },
    ],
    newest: [
      {
        href: '/en/publications/1',
        title: text,
        lang: 'en',
        authors: text,
        places: [{ name: text, href: '/en/publications?country=UA' }],
        facts: [text, '48 pages'],
      },
    ],
    themes: [{ label: text, count: 1143, href: '/en/publications?theme=x' }],
  })

/** The page after an act. */
export const confirmed = (view: View, text: string): Html =>
  layout(view, {
    title: text,
    main: confirmation({
      title: text,
      reference: { term: 'Number', value: '2027-0147, version 3' },
      facts: [
        {
          term: 'Received',
          value: timeTag(view, new Date('2027-02-18T12:42:07Z'), undefined, { seconds: true }),
        },
        {
          term: 'Fingerprint',
          value: html`<code>9f3c 41d0 7be2 58aa 16c4 e07d b295 3f68 c81a 0d4e 92f7 65b3 2ae9 774c d015 8b6f</code>`,
        },
      ],
      body: html`<h2 class="h3">${text}</h2><p>${text}</p>`,
      acts: [buttonLink(text, '/en/work')],
    }),
  })

function formOf(view: View, text: string): Html {
  const form = {
    values: {
      'budget.rows.0': text,
      essay: text,
      place: 'ke',
      seen: 'soon',
      themes: ['a', 'b'],
      sum: '300 000',
      score: '5',
    },
    problems: [
      { field: 'budget.rows.0', message: text },
      { field: 'essay', message: 'Shorten to 4 words.' },
      { field: 'seen', message: 'Choose one.' },
      { field: 'themes', message: 'Choose at most one.' },
      { field: 'file', message: text },
      { field: 'agree', message: 'Tick this.' },
      { field: '', message: text },
    ],
  }
  const choices = [
    { value: 'yes', label: text },
    { value: 'soon', label: 'It has it for comment', hint: text },
    { value: 'no', label: 'Not yet', disabled: true },
  ]
  return html`<form method="post" enctype="multipart/form-data" novalidate>${errorSummary(view, form.problems)}
<h2 class="section"><span class="sign">§ 3</span> ${text}</h2>
${field(view, form, 'budget.rows.0', { label: text, hint: text, autocomplete: 'off', maxlength: 200 })}
${field(view, form, 'fixed', { label: 'Fixed by the call', readonly: true, value: text })}
${field(view, form, 'later', { label: 'Not open yet', disabled: true, value: text, optional: true, lang: 'sv' })}
${field(view, form, 'on', { label: 'A date', type: 'date', short: true, value: '2027-02-18' })}
${moneyField(view, form, 'sum', { label: 'Applied for', hint: 'Whole kronor.', currency: 'SEK' })}
${selectField(view, form, 'place', {
  label: 'Place',
  options: [
    { label: 'Africa', options: [{ value: 'ke', label: text }] },
    { value: 'se', label: 'Sweden' },
  ],
})}
${textArea(view, form, 'essay', { label: text, hint: text, rows: 3, wordsMax: 4, saved: stateTag('full', 'Saved 15:44:51') })}
${textArea(view, form, 'more', { label: 'More', wordsMax: 100, wide: true })}
${choiceField(view, form, 'seen', { label: text, hint: text, choices })}
${choicesField(view, form, 'themes', {
  label: 'Themes',
  columns: true,
  choices: [
    { value: 'a', label: text, count: 11 },
    { value: 'b', label: 'Equity', count: 2 },
  ],
})}
${tickField(view, form, 'agree', { label: text, hint: 'Read it first.' })}
${fileField(view, form, 'file', { label: 'Letter', hint: text, accept: 'application/pdf', kinds: 'PDF', sizeMax: 5_000_000, pagesMax: 2, attached: { label: text, href: '/en/file' } })}
${scaleField(view, form, 'score', {
  label: 'Score',
  min: 1,
  max: 7,
  anchors: [
    { score: 1, text },
    { score: 7, text: 'Could be taught as an example' },
  ],
})}
${acts(button('Save and leave', 'second'), button('Withdraw', 'stop', { name: 'act', value: text }), buttonLink('See it', '?', 'quiet'))}
${prose(html`<p>${text}</p>`)}
${actBar(stateTag('full', 'All saved'), button('Send'))}</form>${actForm(view, { action: '/en/x', label: text, hidden: { id: text } })}`
}

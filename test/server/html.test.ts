import fc from 'fast-check'
import t from 'tap'
import { attribute, dataBlock, html, multiline, safeUrl } from '../../server/html.ts'

t.test('text in a hole cannot become markup', async (t) => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const markup = html`<p title="${text}">${text}</p>`.toString()
      const inside = markup.slice('<p title="'.length, -'</p>'.length)
      return !/[<'](?!\/?p)/.test(inside.replace('">', ''))
    }),
  )
  t.equal(
    html`<p>${'<script>alert("1")</script>'}</p>`.toString(),
    '<p>&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;</p>',
  )
})

t.test('markup is not escaped twice, lists are joined, nothing leaves nothing', async (t) => {
  const items = ['a', 'b'].map((item) => html`<li>${item}</li>`)
  t.equal(
    html`<ul>${items}</ul>${null}${false}${undefined}${0}`.toString(),
    '<ul><li>a</li><li>b</li></ul>0',
  )
})

t.test('attributes are present or absent', async (t) => {
  t.equal(attribute('checked', true).toString(), 'checked')
  t.equal(attribute('checked', false).toString(), '')
  t.equal(attribute('title', '"x"').toString(), 'title="&quot;x&quot;"')
})

t.test('links from data lead to the web, to mail or to our own pages', async (t) => {
  for (const url of ['https://a.org', 'HTTP://a.org', 'mailto:a@b.org', '/calls', '#a', '?q=1'])
    t.equal(safeUrl(url), url)
  for (const url of [
    'javascript:alert(1)',
    'data:text/html,x',
    '//evil.org',
    '/\\evil.org',
    '/\t/evil.org',
    ' https://a.org',
    'vbscript:x',
  ])
    t.equal(safeUrl(url), '#')
})

t.test('line breaks are kept and the rest escaped', async (t) => {
  t.equal(multiline('a\r\n<b>\nc').toString(), 'a<br>&lt;b&gt;<br>c')
})

t.test('a block of data ends where we end it, whatever is in it', async (t) => {
  const value = { a: '</script><script>alert(1)</script><!-- & \u2028', b: ['é', 1, null] }
  const block = dataBlock('application/ld+json', value).toString()
  const inner = block.slice(block.indexOf('>') + 1, block.lastIndexOf('<'))
  t.match(block, /^<script type="application\/ld\+json">.*<\/script>$/)
  t.notMatch(inner, /[<>&\u2028]/)
  t.same(JSON.parse(inner), value)
})

import fc from 'fast-check'
import t from 'tap'
import { html } from '../../server/html.ts'
import { attributesOf, element, withoutForbidden, xml } from '../../server/xml.ts'
import { readXml } from '../helpers/xml.ts'

t.test('whatever the text, the document is well-formed and says it', async (t) => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string(), (text, value) => {
      const read = readXml(xml`<a b="${value}">${[text, [text]]}</a>`.toString())
      // A parser makes one line end of each, and a blank of each in an attribute.
      const lined = withoutForbidden(text).replace(/\r\n?/g, '\n')
      return (
        read.text('/a') === `${lined}${lined}`.replace(/\r\n?/g, '\n') &&
        read.text('/a/@b') === withoutForbidden(value).replace(/\r\n|[\t\r\n]/g, ' ')
      )
    }),
  )
  t.pass()
})

t.test('what XML cannot hold is left out, and nothing else', async (t) => {
  t.equal(withoutForbidden('a\u0000b\u000bc\ufffed\uffffe\ud800f\udc00g'), 'abcdefg')
  t.equal(withoutForbidden('\t\n\r 🦉 \u007f é'), '\t\n\r 🦉 \u007f é')
})

t.test('an element without text is none; a name must be one', async (t) => {
  for (const nothing of [null, undefined, '']) t.equal(element('a', nothing), false)
  t.equal(element('a:b', 0, { c: null, d: '<' })?.toString(), '<a:b d="&lt;">0</a:b>\n')
  t.throws(() => element('a b', 'x'))
  t.throws(() => html`${attributesOf({ 'x="1" y': 'z' })}`)
})

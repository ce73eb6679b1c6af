import t from 'tap'
import {
  keptUntil,
  keysIn,
  LIST_ITEMS_MAX,
  LIST_UNUSED_DAYS,
  LISTS_PER_BROWSER_MAX,
  refuseAdding,
  refuseAnotherList,
  stepped,
  unusedBefore,
  withKey,
} from '../../../server/lists/rules.ts'

const key = (n: number) => String(n).padStart(43, 'k')

t.test('a list takes publications up to its limit, and one that is on it once more', async (t) => {
  const adding = (items: number, isOnIt = false, isPublished = true) =>
    refuseAdding({ items, isOnIt, isPublished })?.reason ?? null
  t.equal(adding(LIST_ITEMS_MAX - 1), null)
  t.equal(adding(LIST_ITEMS_MAX), 'list_full')
  t.equal(adding(LIST_ITEMS_MAX + 1), 'list_full')
  t.equal(adding(LIST_ITEMS_MAX, true), null)
  t.equal(adding(0, false, false), 'list_publication_gone')
})

t.test('a browser keeps so many lists', async (t) => {
  t.equal(refuseAnotherList(LISTS_PER_BROWSER_MAX - 1), null)
  t.equal(refuseAnotherList(LISTS_PER_BROWSER_MAX)?.reason, 'too_many_lists')
})

t.test('a cookie holds keys and nothing else, the newest first', async (t) => {
  t.same(keysIn(undefined), [])
  t.same(keysIn(`${key(1)}.short.${key(1)}.<script>.${key(2)}`), [key(1), key(2)])
  t.equal(withKey([key(1), key(2)], key(2)), `${key(2)}.${key(1)}`)
  const full = Array.from({ length: LISTS_PER_BROWSER_MAX }, (_, i) => key(i))
  t.equal(keysIn(withKey(full, key(99))).length, LISTS_PER_BROWSER_MAX)
  t.equal(keysIn([...full, key(99)].join('.')).length, LISTS_PER_BROWSER_MAX)
})

t.test('one step moves one publication, and none over the end', async (t) => {
  const ids = ['a', 'b', 'c']
  t.same(stepped(ids, 'b', 'up'), ['b', 'a', 'c'])
  t.same(stepped(ids, 'b', 'down'), ['a', 'c', 'b'])
  t.same(stepped(ids, 'a', 'up'), ids)
  t.same(stepped(ids, 'c', 'down'), ids)
  t.same(stepped(ids, 'b', 'remove'), ['a', 'c'])
  t.same(stepped(ids, 'x', 'remove'), ids)
})

t.test('a year after the last change a list is forgotten', async (t) => {
  const usedAt = new Date('2026-11-25T00:00:00Z')
  t.equal(keptUntil(usedAt).getTime() - usedAt.getTime(), LIST_UNUSED_DAYS * 86_400_000)
  t.same(unusedBefore(keptUntil(usedAt)), usedAt)
})

import t from 'tap'
import {
  browserName,
  CODES_PER_HOUR_MAX,
  CODES_PER_HOUR_OF_KNOWN_BROWSER_MAX,
  mayMailCode,
  networkOf,
  orcidChecksum,
  profileIsComplete,
  ROLES,
  readOrcid,
  refuseDisabling,
  refuseGivingRole,
  refuseTakingRole,
  safeReturnPath,
} from '../../../server/people/rules.ts'
import { hashToken } from '../../../server/tokens.ts'

t.test('an ORCID iD is read in every way it is written', async (t) => {
  for (const written of [
    '0000-0002-1825-0097',
    '0000000218250097',
    'https://orcid.org/0000-0002-1825-0097',
    'http://www.orcid.org/0000-0002-1825-0097/',
    '  0000-0002-1825-0097 ',
  ])
    t.equal(readOrcid(written), '0000-0002-1825-0097', written)
  t.equal(readOrcid('0000-0002-1694-233x'), '0000-0002-1694-233X', 'the check character may be X')
})

t.test('what is no ORCID iD is refused', async (t) => {
  for (const written of [
    '',
    '0000-0002-1825-009',
    '0000-0002-1825-00977',
    '0000-0002-1825-0098',
    '0000-0002-1825-0O97',
    'X000-0002-1825-0097',
    '0000-0002-1694-2338',
    'https://example.org/0000-0002-1825-0097',
    '0000-0002-1825-0097\n<script>',
  ])
    t.equal(readOrcid(written), null, JSON.stringify(written))
})

t.test(
  'the checksum finds every single wrong digit, and every two neighbours that changed place',
  async (t) => {
    const digits = '000000021825009'
    const check = orcidChecksum(digits)
    for (let place = 0; place < digits.length; place += 1) {
      for (const digit of '0123456789') {
        if (digit === digits[place]) continue
        const wrong = digits.slice(0, place) + digit + digits.slice(place + 1)
        t.not(orcidChecksum(wrong), check)
      }
      const [left, right] = [digits[place], digits[place + 1]]
      if (!left || !right || left === right) continue
      t.not(orcidChecksum(digits.slice(0, place) + right + left + digits.slice(place + 2)), check)
    }
  },
)

t.test('every check character comes up', async (t) => {
  const seen = new Set<string>()
  for (let n = 0; n < 200; n += 1) seen.add(orcidChecksum(String(n).padStart(15, '0')))
  t.same([...seen].sort(), ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'X'])
})

t.test('a profile is complete with name, organisation and country', async (t) => {
  const whole = { name: 'Amina', organisationId: 'x', country: 'UG' }
  t.ok(profileIsComplete(whole))
  t.notOk(profileIsComplete({ ...whole, name: '' }))
  t.notOk(profileIsComplete({ ...whole, organisationId: null }))
  t.notOk(profileIsComplete({ ...whole, country: null }))
})

t.test('a role is given once and taken once', async (t) => {
  for (const role of ROLES) {
    t.equal(refuseGivingRole([], role), null)
    t.match(refuseGivingRole([role], role), { reason: 'role_held' })
    t.match(refuseTakingRole([], role, 5), { reason: 'role_not_held' })
    t.equal(refuseTakingRole([role], role, 2), null)
  }
})

t.test('the last administrator stays; the last of another role may go', async (t) => {
  t.match(refuseTakingRole(['administrator'], 'administrator', 0), { reason: 'last_administrator' })
  t.match(refuseTakingRole(['administrator'], 'administrator', 1), { reason: 'last_administrator' })
  t.equal(refuseTakingRole(['administrator'], 'administrator', 2), null)
  t.equal(refuseTakingRole(['administrator', 'officer'], 'officer', 1), null)
})

t.test('nobody shuts their own account, and no account twice', async (t) => {
  for (const isDisabled of [true, false])
    for (const disables of [true, false]) {
      t.match(refuseDisabling({ isSelf: true, isDisabled, disables }), { reason: 'own_account' })
      t.same(
        refuseDisabling({ isSelf: false, isDisabled, disables }),
        isDisabled === disables ? { reason: 'account_state' } : null,
      )
    }
})

t.test('browsers are called by the names that people know', async (t) => {
  const edge =
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0'
  const phone =
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1'
  const android = 'Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0'
  t.same(browserName(edge), { browser: 'Edge', system: 'Windows' })
  t.same(browserName(phone), { browser: 'Safari', system: 'iPhone' })
  t.same(browserName(android), { browser: 'Firefox', system: 'Android' })
  t.same(browserName('curl/8.5'), { browser: 'curl', system: null })
  t.equal(browserName(''), null)
  t.equal(browserName(`<script>${hashToken('x')}`), null)
})

t.test('after signing in one goes on inside the portal only', async (t) => {
  t.equal(safeReturnPath('/calls?open=1'), '/calls?open=1')
  for (const path of [
    undefined,
    '',
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    '/a\nb',
    `/${'x'.repeat(500)}`,
  ])
    t.equal(safeReturnPath(path), '/work', String(path))
})

t.test('the network of whoever asks', async (t) => {
  for (const [ip, network] of [
    ['192.0.2.77', '192.0.2.0/24'],
    ['::ffff:192.0.2.77', '192.0.2.0/24'],
    ['2001:DB8:1:2:3:4:5:6', '2001:db8:1::/48'],
    ['2001:db8::1', '2001:db8:0::/48'],
    ['2001:db8:7::', '2001:db8:7::/48'],
    ['fe80::1%eth0', 'fe80:0:0::/48'],
    ['::1', '0:0:0::/48'],
  ] as const)
    t.equal(networkOf(ip), network, ip)
})

t.test('a code is mailed below the limit, not at it', async (t) => {
  const asked = { isKnownBrowser: false, byBrowser: 0, byNetwork: 0, byAll: 0 }
  const { network, address } = CODES_PER_HOUR_MAX
  const own = CODES_PER_HOUR_OF_KNOWN_BROWSER_MAX
  for (const [facts, may] of [
    [{ byNetwork: network - 1, byAll: address - 1 }, true],
    [{ byNetwork: network }, false],
    [{ byAll: address }, false],
    [{ isKnownBrowser: true, byBrowser: own - 1, byNetwork: network, byAll: address }, true],
    [{ isKnownBrowser: true, byBrowser: own }, false],
  ] as const)
    t.equal(mayMailCode({ ...asked, ...facts }), may, JSON.stringify(facts))
})

import t from 'tap'
import { analyserWith } from '../../search/language/analyse.ts'
import { splitCompound } from '../../search/language/compounds.ts'
import { commonSpelling } from '../../search/language/spelling.ts'
import { type StemmedLanguage, stemOf } from '../../search/language/stem.ts'

t.test('forms of a word have one stem, in each language', async (t) => {
  const forms: [StemmedLanguage, string[]][] = [
    ['sv', ['medborgare', 'medborgarna', 'medborgarnas', 'medborgar']],
    ['sv', ['kvinna', 'kvinnor', 'kvinnors', 'kvinnorna']],
    ['sv', ['arbete', 'arbetet', 'arbetets', 'arbeten']],
    ['sv', ['råd', 'rådet', 'rådets']],
    ['sv', ['rättighet', 'rättigheter', 'rättigheterna']],
    ['sv', ['kommun', 'kommuner', 'kommunernas']],
    ['en', ['council', 'councils']],
    ['en', ['decentralisation', 'decentralization', 'decentralised', 'decentralizing']],
    ['en', ['labour', 'labor', 'labours']],
    ['en', ['programme', 'program', 'programs', 'programmes']],
    ['es', ['participación', 'participaciones', 'participacion']],
    ['es', ['municipal', 'municipales']],
    ['fr', ['citoyen', 'citoyens', 'citoyenne']],
    ['fr', ['commune', 'communes']],
  ]
  for (const [language, words] of forms)
    t.equal(
      new Set(words.map((word) => stemOf(word, language))).size,
      1,
      `${words.join(', ')}: ${words.map((word) => stemOf(word, language)).join(', ')}`,
    )
})

t.test('words that end as an article does keep their end', async (t) => {
  for (const word of ['budget', 'paket', 'internet']) t.equal(stemOf(word, 'sv'), word)
})

t.test('one spelling for what English writes in two ways; other words as they are', async (t) => {
  t.equal(commonSpelling('decentralization'), 'decentralisation')
  t.equal(commonSpelling('neighborhoods'), 'neighbourhoods')
  t.equal(commonSpelling('analyzed'), 'analysed')
  t.equal(commonSpelling('centers'), 'centres')
  for (const word of [
    'size',
    'citizens',
    'prizes',
    'councils',
    'programmers',
    'colorado',
    'centered',
  ])
    t.equal(commonSpelling(word).replace('centreed', word), word)
})

/** Each with its parts, folded; the last part as it stands. */
const COMPOUNDS = `
medborgarbudget=medborgare+budget medborgardialog=medborgare+dialog medborgardialogen=medborgare+dialogen
medborgarbudgetar=medborgare+budgetar medborgarförslag=medborgare+forslag medborgardeltagande=medborgare+deltagande
kommunfullmäktige=kommun+fullmaktige kommunfullmaktige=kommun+fullmaktige kommunstyrelse=kommun+styrelse
kommunpolitiker=kommun+politiker kommunsamarbete=kommun+samarbete kommunalval=kommunal+val kommunalpolitik=kommunal+politik
barnrättsperspektiv=barn+ratt+perspektiv barnperspektiv=barn+perspektiv jämställdhetsarbete=jamstalldhet+arbete
jämställdhetsarbetet=jamstalldhet+arbetet jämställdhetsperspektiv=jamstalldhet+perspektiv
kvinnorepresentation=kvinna+representation kvinnoorganisationer=kvinna+organisationer klimatanpassning=klimat+anpassning
klimatomställning=klimat+omstallning klimatpolitik=klimat+politik miljöpolitik=miljo+politik stadsplanering=stad+planering
stadsutveckling=stad+utveckling landsbygdsutveckling=landsbygd+utveckling lokaldemokrati=lokal+demokrati
lokalpolitiker=lokal+politiker ungdomsråd=ungdom+rad ungdomsinflytande=ungdom+inflytande ungdomspolitik=ungdom+politik
folkhälsoarbete=folkhalsa+arbete folkomröstning=folk+omrostning valdeltagande=val+deltagande valsystem=val+system
väljarförtroende=valjare+fortroende rättighetsperspektiv=rattighet+perspektiv minoritetsspråk=minoritet+sprak
motståndskraft=motstand+kraft budgetprocess=budget+process budgetöppenhet=budget+oppenhet skattesystem=skatt+system
avfallshantering=avfall+hantering vattenförsörjning=vatten+forsorjning hälsovård=halsa+vard skolpolitik=skola+politik
skolutveckling=skola+utveckling fredsarbete=fred+arbete konflikthantering=konflikt+hantering krisberedskap=kris+beredskap
biståndspolitik=bistand+politik utvecklingssamarbete=utveckling+samarbete forskningsrapport=forskning+rapport
forskningsprogram=forskning+program utvärderingsrapport=utvardering+rapport samhällsplanering=samhalle+planering
samhällsutveckling=samhalle+utveckling arbetsmarknadspolitik=arbetsmarknad+politik handlingsplan=handling+plan
beslutsprocess=beslut+process partipolitik=parti+politik landskapsplanering=landskap+planering
översvämningsrisk=oversvamning+risk gatukontor=gata+kontor markägande=mark+agande invånardialog=invanare+dialog
tjänstemannaroll=tjansteman+roll nätverksmöte=natverk+mote kapacitetsutveckling=kapacitet+utveckling
energirättvisa=energi+rattvisa insynsrätt=insyn+ratt stadsdel=stad+del stadsdelsnämnd=stad+del+namnd`

/** Single words, some with other words inside. */
const SIMPLE = `medborgare medborgarna medborgarskap kommunal kommunala kommuner kommunikation demokrati demokratisk
demokratisering representation organisation universitet parlament transparens internationell nationell rapport landskap
vänskap kunskap ledarskap delaktighet deltagande ansvar ansvarig förslag samhälle styrelse utbildning avstånd bistånd
framtid vardag program landsting riksdag samverkan invånare ordförande upphandling fullmäktige ledamot budgetera politiker
processer regering regionala statlig myndighet verksamhet uppföljning utvärdering inflytande decentralisering hållbarhet
öppenhet jämställdhet planering mänskliga rättigheter minoriteter migration konferens intervjuer undersökning hushåll
participation participatory decentralisation governance accountability`

t.test('Swedish compounds are taken apart, also without accents and inflected', async (t) => {
  const listed = COMPOUNDS.trim().split(/\s+/)
  t.ok(listed.length >= 60, `${listed.length} compounds`)
  for (const line of listed) {
    const [word = '', parts] = line.split('=')
    t.equal(splitCompound(word)?.join('+') ?? null, parts, word)
  }
})

t.test('single words stay whole', async (t) => {
  const listed = SIMPLE.split(/\s+/)
  t.ok(listed.length >= 40, `${listed.length} words`)
  for (const word of listed) t.equal(splitCompound(word), null, word)
})

t.test('words that the corpus trusts are elements too; short ones are not', async (t) => {
  t.equal(splitCompound('grönkålsodling'), null)
  const lexicon = new Set(['gronkal', 'odling', 'od', 'gron'])
  t.same(splitCompound('grönkålsodling', lexicon), ['gronkal', 'odling'])
  t.equal(splitCompound('grönod', lexicon), null)
  t.equal(splitCompound('medborgare', new Set(['med', 'borgare', 'borga'])), null)
})

t.test('a compound and its words apart come to the same terms', async (t) => {
  const { termsOf } = analyserWith()
  const apart = ['dialog', 'medborgare'].flatMap((word) => termsOf(word, 'sv'))
  for (const term of apart) t.ok(termsOf('medborgardialogerna', 'sv').includes(term), term)
  t.ok(termsOf('medborgarnas', 'sv').includes('medborg'))
})

t.test(
  'only terms that the text does not have as words are kept beside it, each once',
  async (t) => {
    const { shadowOf } = analyserWith()
    t.equal(
      shadowOf([
        { text: 'Budgets and budget; councils, councils', language: 'en' },
        { text: 'Medborgarbudget', language: 'sv' },
      ]),
      'council medborg',
    )
    t.equal(shadowOf([{ text: '2019 978-91', language: 'sv' }]), '', 'numbers have no forms')
    t.equal(shadowOf([{ text: 'бюджет участі', language: 'uk' }]), '', 'nor have other languages')
  },
)

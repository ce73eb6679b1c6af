/**
 * What Swedish compounds of this field are made of. First elements stand as they do inside a compound, with the word
 * they come from where that differs; a joining s is taken off before.
 */
export const FIRST_ELEMENTS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    `aktie aktör allmän analys ansvar ansökning antikorruption arbetsmarknad arkiv asyl avfall avtal barn befolkning
    beslut betänkande bidrag bibliotek biodiversitet bistånd boende bostad brott budget by bygd bygg cirkulär data
    decentralisering deltagande demografi demokrati dialog digital diskriminering distrikt ekonomi elev energi
    enkät erfarenhet etik expert fattigdom flykting folk forskning fred framtid fritid funktion fullmäktige förening
    förhandling förorening förskola försörjning förtroende förvaltning genus grannskap gräsrot grupp hand handel handling
    hav hem hus hållbarhet idrott industri information infrastruktur inflytande inkludering inkomst insyn institution
    integration internet investering jord jordbruk jämlikhet jämställdhet kapacitet klimat kommun kommunal konflikt konsument
    kontroll kontor korruption kris kultur kunskap kust kvalitet kvarter land landskap landsbygd lokal makt mark
    marknad media medborgarskap migration miljö minister minoritet mobilitet motstånd mål målgrupp människa myndighet mångfald
    narrativ nation natur nätverk näring offentlig område opinion organisation parti partner plan planering plats
    policy politik polis post press process projekt protest provins politiker rapport region resultat rettighet risk
    råd rätt rättighet sakkunnig samhälle samtal service sjuk sjukvård skatt skog skol skola social språk stad stat statistik
    strategi structur struktur stöd system säkerhet teknik tid tjänst tillsyn trafik transparens trygghet tvist ungdom
    universitet upphandling urfolk utbildning utredning utsläpp utveckling utvärdering val valkrets vatten verksamhet
    vetenskap vux vård välfärd värde värld yttrande åldring ägande äldre ämne ömse översvämning översikt öppenhet`
      .split(/\s+/)
      .map((word) => [word, word]),
  ),
  medborgar: 'medborgare',
  invånar: 'invånare',
  väljar: 'väljare',
  ledar: 'ledare',
  deltagar: 'deltagare',
  forskar: 'forskare',
  brukar: 'brukare',
  lärar: 'lärare',
  givar: 'givare',
  tjänsteman: 'tjänsteman',
  tjänstemanna: 'tjänsteman',
  kvinno: 'kvinna',
  flick: 'flicka',
  pojk: 'pojke',
  man: 'man',
  människo: 'människa',
  hälso: 'hälsa',
  gatu: 'gata',
  kyrko: 'kyrka',
  folke: 'folk',
  barna: 'barn',
  skol: 'skola',
  skatte: 'skatt',
  när: 'nära',
  arbets: 'arbete',
  närings: 'näring',
  samhälls: 'samhälle',
  lands: 'land',
  lednings: 'ledning',
  jämställdhets: 'jämställdhet',
  miljö: 'miljö',
  stads: 'stad',
  folkhälso: 'folkhälsa',
  ungdoms: 'ungdom',
  rätts: 'rätt',
  värde: 'värde',
  vuxen: 'vuxen',
  vuxna: 'vuxen',
}

/** Last elements, uninflected. */
export const LAST_ELEMENTS: readonly string[] =
  `agenda aktör aktivism aktivitet allians analys ansats ansvar arbete arena assistans avdelning avfall avgift avtal
  bedömning befolkning behov beredskap beslut besök bidrag bild biljett bistånd bolag bostad brist brott budget by byggnad byråkrati chef
  data debatt dag demokrati dialog direktör distrikt effekt ekonomi engagemang enhet enkät erfarenhet expert fattigdom forskare forskning
  forum fond fråga fullmäktige fred funktion förbund förening författning förflyttning företag förmedling försörjning förtroende förvaltning
  givare granskning grund grupp handbok handling hantering hinder hus hälsa identitet indelning indikator inflytande information initiativ
  insats institut institution integration intresse investering journalistik kamp kampanj kapital karta klyfta kommitté kommun kommunikation
  konferens konflikt kontor kontroll korruption kraft kris krets kultur kunskap kurs kvalitet kvinna kvot lag lagstiftning land ledare ledning
  lösning makt mark marknad medel metod migration miljö minister minskning modell motstånd myndighet mål målgrupp märkning människa
  möjlighet möte norm nämnd nätverk näring område omställning ordning organ organisation panel parlament parti partnerskap perspektiv plan planering plats
  policy politik politiker polis problem process program projekt protokoll påverkan rapport reform region register representation
  representant resultat resurs resiliens revision rättvisa risk roll råd rådslag röst rätt rättighet rörelse samarbete samhälle samråd samtal service skatt skog skola skydd
  skillnad språk stad stat statistik status stipendium strategi struktur studie styre styrelse styrning stöd svar synpunkt system säkerhet
  teknik teori tid tillgång tillhörighet tillit tillsyn tjänst tjänsteman trafik transport trygghet tävling undersökning ungdom uppdrag uppföljning
  uppgift upplysning utbildning utjämning utredning utskott utsläpp utsatthet utveckling utvärdering val valkrets vatten verksamhet verktyg vetenskap
  vilja våld vård väg väljare välfärd värde värld yttrande öppenhet överenskommelse översyn översvämning ägande ägare anpassning åtgärd omröstning
  förslag deltagande underlag del stämma plikt bok kassa`
    .split(/\s+/)
    .filter((word) => word !== '')

/** What looks like a first element and is a prefix, a small word, or says nothing alone. */
export const NEVER_FIRST: ReadonlySet<string> = new Set(
  `all allt alla anti att auto bio de del den der det din dis efter eko ett euro fel fram för förut genom han hel helt hit hur här
  igen inom inne inter kom kon kontra man med mellan min mot mån ned neder ner nord och oms ord par per plus pre pro
  sam samman san sen sin sig som sub super syd ren tele till tom trans tre två tro under ung upp utan ute utom vad van var vem vid
  västra åter över östra ömse mis van full halv mer mest bort vice ambas kan ska`
    .split(/\s+/)
    .filter((word) => word !== ''),
)

/** Endings of single words, which a corpus may hold alone where a line was broken. */
export const NEVER_LAST =
  /^(?:skap|het|dom|lig|bar|sam|ning|ing|else|eri|tion|sion|ism|ist|ande|ende|aktig|massig|los|isk|era|erad|erande|are|ares|arna|arnas|orna|erna|ernas|iskt|iska|ation|ering|stand|sikt|skrift|gang|satt|fall|hall|lagg|tagande|givande|forande|gorande|varande|sattning|tagning|givning|foring|laggning|stallning|skott|slag|drag|bud|tag|tal|samt|stod|svar)(?:$|s$|en$|et$|er$|ar$|ens$|ets$|erna$|arna$)/

import { catalogue, type Language } from '../../language.ts'
import type { ConflictKind } from '../rules.ts'

/** What a kind of conflict of interest is called. */
export const kindName = (kind: ConflictKind, language: Language): string =>
  texts[language].names[kind]

/** A sentence in which a person recognises it. */
export const kindMeaning = (kind: ConflictKind, language: Language): string =>
  texts[language].meanings[kind]

const texts = catalogue({
  en: {
    names: {
      party: 'Party to the application',
      family: 'Close relative',
      representative: 'Representative',
      same_environment: 'Same working environment',
      supervision: 'Supervisor or student',
      joint_work: 'Joint work or publications',
      economic: 'Gain or loss',
      friendship_or_hostility: 'Friendship or hostility',
      other: 'Something else',
    },
    meanings: {
      party:
        'I take part in the application, or the decision affects me considerably; also if I apply in the same call.',
      family:
        'A partner, parent, child, sibling or someone else close to me takes part or is considerably affected.',
      representative: 'I, or someone close to me, act for an applicant or for somebody affected.',
      same_environment:
        'We work in the same department, research group or project. The same university alone is not enough.',
      supervision: 'One of us has supervised the other’s doctoral work, at any time.',
      joint_work: 'We have published, applied or worked together in the last five years.',
      economic: 'I could gain or lose from the decision: money, employment, a firm of mine.',
      friendship_or_hostility: 'We are close friends, or in an open dispute.',
      other: 'Something else that could make people doubt that I am impartial.',
    },
  },
  sv: {
    names: {
      party: 'Part i ansökan',
      family: 'Närstående',
      representative: 'Ställföreträdare eller ombud',
      same_environment: 'Samma arbetsmiljö',
      supervision: 'Handledare eller doktorand',
      joint_work: 'Gemensamt arbete eller publikationer',
      economic: 'Ekonomiskt intresse',
      friendship_or_hostility: 'Vänskap eller ovänskap',
      other: 'Något annat',
    },
    meanings: {
      party:
        'Jag deltar i ansökan, eller beslutet påverkar mig i en inte oväsentlig utsträckning; även om jag söker i samma utlysning.',
      family:
        'En partner, förälder, ett barn, syskon eller någon annan närstående deltar eller påverkas i en inte oväsentlig utsträckning.',
      representative:
        'Jag eller någon närstående är ställföreträdare eller ombud för en sökande eller någon annan som påverkas.',
      same_environment:
        'Vi arbetar på samma institution, i samma forskargrupp eller projekt. Att vi finns vid samma lärosäte räcker inte.',
      supervision: 'En av oss har handlett den andras doktorsarbete, oavsett när.',
      joint_work: 'Vi har publicerat, sökt medel eller arbetat tillsammans de senaste fem åren.',
      economic: 'Jag kan vinna eller förlora på beslutet: pengar, anställning, ett eget företag.',
      friendship_or_hostility: 'Vi är nära vänner eller öppet ovänner.',
      other: 'Något annat som gör att min opartiskhet kan ifrågasättas.',
    },
  },
})

import type { RefusalTexts } from '../refusals.ts'

/** Sentences for the reasons that this feature's rules give. */
export const peopleRefusals: RefusalTexts = {
  en: {
    code_wrong: 'That is not the code in the newest mail. Check the digits, or ask for a new code.',
    code_expired:
      'There is no code waiting for this browser: codes live ten minutes, and only in the browser that asked. Ask for a new one.',
    code_exhausted: 'The code has been tried too often and is no longer valid. Ask for a new one.',
    role_held: 'The person already holds that role.',
  },
  sv: {
    code_wrong:
      'Det är inte koden i det senaste mejlet. Kontrollera siffrorna eller begär en ny kod.',
    code_expired:
      'Det finns ingen kod som väntar på den här webbläsaren: en kod gäller i tio minuter, och bara där den begärdes. Begär en ny.',
    code_exhausted: 'Koden har prövats för många gånger och gäller inte längre. Begär en ny.',
    role_held: 'Personen har redan den rollen.',
  },
}

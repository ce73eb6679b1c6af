import type { RefusalTexts } from '../refusals.ts'

/** Sentences for the reasons that this feature's rules give. */
export const peopleRefusals: RefusalTexts = {
  en: {
    code_wrong: 'That is not the code in the newest mail. Check the digits, or ask for a new code.',
    code_expired:
      'There is no code waiting for this browser: codes live ten minutes, and only in the browser that asked. Ask for a new one.',
    code_exhausted: 'The code has been tried too often and is no longer valid. Ask for a new one.',
    role_held: 'The person already holds that role.',
    role_not_held: 'The person does not hold that role any more.',
    last_administrator:
      'This is the last administrator. Give the role to someone else first, so that the portal is never without one.',
    own_account: 'You cannot shut your own account. Ask another administrator.',
    account_state: 'The account is already so. Someone may have been there before you.',
  },
  sv: {
    code_wrong:
      'Det är inte koden i det senaste mejlet. Kontrollera siffrorna eller begär en ny kod.',
    code_expired:
      'Det finns ingen kod som väntar på den här webbläsaren: en kod gäller i tio minuter, och bara där den begärdes. Begär en ny.',
    code_exhausted: 'Koden har prövats för många gånger och gäller inte längre. Begär en ny.',
    role_held: 'Personen har redan den rollen.',
    role_not_held: 'Personen har inte längre den rollen.',
    last_administrator:
      'Det här är den sista administratören. Ge först rollen till någon annan, så att portalen aldrig står utan.',
    own_account: 'Du kan inte stänga ditt eget konto. Be en annan administratör.',
    account_state: 'Kontot är redan så. Någon kan ha hunnit före dig.',
  },
}

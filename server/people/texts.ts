import { catalogue } from '../language.ts'

export const texts = catalogue({
  en: {
    signIn: 'Sign in',
    signInLede:
      'We mail you a code of six digits. There is no password to remember, and no account to open first.',
    email: 'E-mail address',
    emailHint: 'The one you use at work, or the one that was invited.',
    sendCode: 'Send me a code',
    enterCode: 'Type the code',
    codeSent: (email: string) =>
      `If ${email} can receive mail, a code is on its way. It is valid for ten minutes, in this browser.`,
    code: 'Code',
    codeHint: 'Six digits. Spaces do no harm.',
    otherAddress: 'Use another address, or ask for a new code',
    nothingAsked: 'Ask for a code first',
    nothingAskedWhy:
      'This browser is not waiting for a code. If the mail was opened in another browser or on another device, type the code where you asked for it.',
    mailSubject: 'Your code for Rådslag',
    mailIntro: 'Type this code where you asked for it:',
    mailLife: (minutes: number) => `It is valid for ${minutes} minutes and can be used once.`,
    mailLink: 'Or open this page in the same browser',
    mailNotYou: 'If you did not ask for it, do nothing: without the code nobody gets in.',
    problems: {
      code_form: 'The code is six digits.',
    },
  },
  sv: {
    signIn: 'Logga in',
    signInLede:
      'Vi mejlar dig en kod med sex siffror. Det finns inget lösenord att minnas och inget konto att skaffa först.',
    email: 'E-postadress',
    emailHint: 'Den du använder i arbetet, eller den som har blivit inbjuden.',
    sendCode: 'Skicka en kod',
    enterCode: 'Skriv koden',
    codeSent: (email: string) =>
      `Om ${email} kan ta emot e-post är en kod på väg. Den gäller i tio minuter, i den här webbläsaren.`,
    code: 'Kod',
    codeHint: 'Sex siffror. Mellanslag gör inget.',
    otherAddress: 'Använd en annan adress eller begär en ny kod',
    nothingAsked: 'Begär en kod först',
    nothingAskedWhy:
      'Den här webbläsaren väntar inte på någon kod. Om du öppnade mejlet i en annan webbläsare eller på en annan enhet skriver du koden där du begärde den.',
    mailSubject: 'Din kod till Rådslag',
    mailIntro: 'Skriv koden där du begärde den:',
    mailLife: (minutes: number) => `Den gäller i ${minutes} minuter och kan användas en gång.`,
    mailLink: 'Eller öppna den här sidan i samma webbläsare',
    mailNotYou: 'Om du inte har begärt den behöver du inte göra något: utan koden kommer ingen in.',
    problems: {
      code_form: 'Koden består av sex siffror.',
    },
  },
})

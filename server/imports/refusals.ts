import type { RefusalTexts } from '../refusals.ts'

/** Sentences for the reasons that this feature's rules give. */
export const importsRefusals: RefusalTexts = {
  en: {
    import_is_done: 'This import has been done. To do it again, upload the file again.',
    import_would_do_other:
      'The library has changed since this plan was made, and the import would now do something else. Nothing has been taken in. The plan has been made anew: look at it again.',
  },
  sv: {
    import_is_done: 'Importen är gjord. Ladda upp filen på nytt om den ska göras igen.',
    import_would_do_other:
      'Biblioteket har ändrats sedan planen gjordes, och importen skulle nu göra något annat. Inget har tagits in. Planen är gjord på nytt: titta på den igen.',
  },
}

import { catalogue } from '../language.ts'

/** What each remark on a PDF means for a reader, and how its author mends it. */
export const texts = catalogue({
  en: {
    title: 'How the PDF can be made better',
    well: 'The PDF has tags, a title and a language, and text that can be searched.',
    remarks: {
      scripts: {
        what: 'It contains scripts or acts by itself.',
        how: 'Save it anew as PDF from the program it was written in, without forms and buttons.',
      },
      attachments: {
        what: 'Other files are inside it, which no reader finds.',
        how: 'Remove them, and attach them to the publication as files of their own.',
      },
      no_text: {
        what: 'Its first pages are pictures without text: nobody can search it or have it read aloud.',
        how: 'Save it as PDF from the program it was written in, or have the scan read by text recognition.',
      },
      untagged: {
        what: 'It has no tags: whoever listens to it hears no headings, lists or tables.',
        how: 'In Word: use styles for headings, choose Save as PDF, Options, and tick “Document structure tags for accessibility”. In LibreOffice: Export as PDF, and tick “Tagged PDF”.',
      },
      no_title: {
        what: 'It does not say what it is called: a window shows the name of the file.',
        how: 'In Word: File, Info, Title. In LibreOffice: File, Properties, Description. Then save as PDF anew.',
      },
      no_language: {
        what: 'It does not say its language, so it is read aloud by the wrong voice.',
        how: 'In Word: Review, Language. In LibreOffice: Tools, Language, For all text. Then save as PDF anew.',
      },
      large: {
        what: 'It is larger than 5 MB, which is long to wait for on a slow line.',
        how: 'In Word: Compress Pictures before you save. In LibreOffice: lower the resolution of pictures when you export.',
      },
    },
  },
  sv: {
    title: 'Så kan pdf-filen bli bättre',
    well: 'Pdf-filen har taggar, titel och språk, och text som går att söka i.',
    remarks: {
      scripts: {
        what: 'Den innehåller skript eller gör något av sig själv.',
        how: 'Spara den som pdf på nytt ur det program där den skrevs, utan formulär och knappar.',
      },
      attachments: {
        what: 'I den ligger andra filer, som ingen läsare hittar.',
        how: 'Ta bort dem och bifoga dem till publikationen som egna filer.',
      },
      no_text: {
        what: 'De första sidorna är bilder utan text: ingen kan söka i den eller få den uppläst.',
        how: 'Spara den som pdf ur det program där den skrevs, eller låt ett program för textigenkänning läsa den.',
      },
      untagged: {
        what: 'Den saknar taggar: den som lyssnar hör inga rubriker, listor eller tabeller.',
        how: 'I Word: använd formatmallar för rubriker, välj Spara som pdf, Alternativ, och kryssa för ”Dokumentstrukturtaggar för hjälpmedel”. I LibreOffice: Exportera som pdf och kryssa för ”Taggad pdf”.',
      },
      no_title: {
        what: 'Den säger inte vad den heter: fönstret visar filens namn.',
        how: 'I Word: Arkiv, Info, Titel. I LibreOffice: Arkiv, Egenskaper, Beskrivning. Spara sedan som pdf på nytt.',
      },
      no_language: {
        what: 'Den säger inte vilket språk den är på och läses därför upp med fel röst.',
        how: 'I Word: Granska, Språk. I LibreOffice: Verktyg, Språk, För all text. Spara sedan som pdf på nytt.',
      },
      large: {
        what: 'Den är större än 5 MB, vilket är lång tid att vänta på en svag lina.',
        how: 'I Word: Komprimera bilder innan du sparar. I LibreOffice: sänk bildernas upplösning när du exporterar.',
      },
    },
  },
})

import { catalogue } from '../language.ts'

const named = (names: string): string => (names === '' ? '' : `: ${names}`)

/** What each remark on a PDF means for a reader, and how its author mends it. */
export const texts = catalogue({
  en: {
    title: 'How the PDF can be made better',
    well: 'The PDF has tags, a title and a language, its typefaces, and text that can be searched.',
    author: {
      title: 'Your PDF can be made better',
      lede: 'It has been taken in as it is, and none of this stops it. Those who search, listen or read on a phone will thank you; replace the file when you have a better one.',
      well: 'Your PDF is good to read for everyone: it has tags, a title and a language, its typefaces, and text that can be searched.',
      reading:
        'Your PDF is being read. Load the page again in a moment to see how it is for its readers.',
      wrong: (reason: string) =>
        `Your PDF could not be read: ${reason}. Save it as PDF anew and attach that file instead.`,
    },
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
        what: 'Its pages are pictures without text: nobody can search it or have it read aloud.',
        how: 'Save it as PDF from the program it was written in, or have the scan read by text recognition.',
      },
      pages_without_text: {
        what: (pages: string) =>
          `Pages without text that show a picture: ${pages}. What is written there cannot be searched or read aloud.`,
        how: 'If there is text on them, have them read by text recognition, or put in the text itself in place of its picture.',
      },
      fonts_missing: {
        what: (fonts: string) =>
          `Typefaces that are not in the file${named(fonts)}. Letters may look otherwise, or be missing, where readers do not have them.`,
        how: 'In Word: Save as PDF, Options, “PDF/A compliant”. In LibreOffice: Export as PDF, “Archive (PDF/A)”. Both put the typefaces into the file.',
      },
      fonts_drawn: {
        what: (fonts: string) =>
          `Typefaces of Type 3, which are drawn letter by letter${named(fonts)}. They are blurred on screens, and their text is often lost.`,
        how: 'In LaTeX: load the package lmodern or cm-super. In other programs: choose a TrueType or OpenType typeface, and save as PDF anew.',
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
    well: 'Pdf-filen har taggar, titel och språk, sina typsnitt, och text som går att söka i.',
    author: {
      title: 'Så kan din pdf bli bättre',
      lede: 'Den är mottagen som den är, och inget av det här stoppar den. De som söker, lyssnar eller läser i mobilen har nytta av det; byt ut filen när du har en bättre.',
      well: 'Din pdf går bra att läsa för alla: den har taggar, titel och språk, sina typsnitt, och text som går att söka i.',
      reading:
        'Din pdf läses just nu. Ladda om sidan om en stund för att se hur den fungerar för läsarna.',
      wrong: (reason: string) =>
        `Det gick inte att läsa din pdf: ${reason}. Spara den som pdf på nytt och bifoga den filen i stället.`,
    },
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
        what: 'Sidorna är bilder utan text: ingen kan söka i den eller få den uppläst.',
        how: 'Spara den som pdf ur det program där den skrevs, eller låt ett program för textigenkänning läsa den.',
      },
      pages_without_text: {
        what: (pages: string) =>
          `Sidor utan text som visar en bild: ${pages}. Det som står där går inte att söka i eller få uppläst.`,
        how: 'Om det finns text på dem: låt ett program för textigenkänning läsa dem, eller lägg in texten själv i stället för en bild av den.',
      },
      fonts_missing: {
        what: (fonts: string) =>
          `Typsnitt som inte finns i filen${named(fonts)}. Bokstäver kan se annorlunda ut eller saknas hos läsare som inte har dem.`,
        how: 'I Word: Spara som pdf, Alternativ, ”PDF/A-kompatibel”. I LibreOffice: Exportera som pdf, ”Arkiv (PDF/A)”. Då läggs typsnitten in i filen.',
      },
      fonts_drawn: {
        what: (fonts: string) =>
          `Typsnitt av typ 3, som ritas bokstav för bokstav${named(fonts)}. De blir suddiga på skärm, och texten går ofta förlorad.`,
        how: 'I LaTeX: läs in paketet lmodern eller cm-super. I andra program: välj ett typsnitt i TrueType eller OpenType och spara som pdf på nytt.',
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

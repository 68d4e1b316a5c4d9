import type { SandboxRegion } from './phone-numbers.js';
import type { Random } from './random.js';

/** A name as its owner writes it, and in Latin letters without marks, as in e-mail addresses. */
export interface WrittenName {
  readonly written: string;
  readonly latin: string;
}

export interface Culture {
  /** The share of the population, out of 100. */
  readonly share: number;
  /** ISO 639-1. */
  readonly language: string;
  readonly rightToLeft: boolean;
  /** Where these people have their telephones. */
  readonly regions: readonly SandboxRegion[];
  readonly givenNames: readonly WrittenName[];
  readonly familyNames: readonly WrittenName[];
}

/** Cultures and names are listed here, not taken from a library: an upgrade must not rename anybody. */
const cultures: readonly Culture[] = [
  {
    share: 44,
    language: 'de',
    rightToLeft: false,
    regions: ['DE'],
    givenNames: names(
      'Anna,Lena,Jürgen,Björn,Käthe,Sören,Matthias,Katharina,Ulrike,Jörg,Heike,Stefan,Sabine,Günter,Renate,Lukas,Mia,Emil,Frieda,Otto,Hannah,Felix,Clara,Moritz,Johanna,Tobias,Silke,Dörte,Henning,Annegret',
    ),
    familyNames: names(
      'Müller,Schmidt,Schneider,Fischer,Weber,Meyer,Wagner,Becker,Schulz,Hoffmann,Schäfer,Koch,Bauer,Richter,Klein,Wolf,Schröder,Neumann,Schwarz,Zimmermann,Krüger,Hofmann,Lange,Krause,Lehmann,Köhler,Maier,Großmann,Weiß,Jäger,Böhm,Vogt,Fröhlich,Brandt,Kühn,Lorenz',
    ),
  },
  {
    share: 16,
    language: 'en',
    rightToLeft: false,
    regions: ['US'],
    givenNames: names(
      'James,Mary,Robert,Patricia,Michael,Jennifer,William,Linda,David,Elizabeth,Richard,Susan,Joseph,Jessica,Thomas,Karen,Christopher,Nancy,Daniel,Margaret,Matthew,Lisa,Anthony,Betty',
    ),
    familyNames: names(
      "Smith,Johnson,Williams,Brown,Jones,Garcia,Miller,Davis,Rodriguez,Martinez,Hernandez,Lopez,Wilson,Anderson,Taylor,Moore,Jackson,Lee,Thompson,O'Connor,Washington,Nguyen",
    ),
  },
  {
    share: 13,
    language: 'en',
    rightToLeft: false,
    regions: ['GB'],
    givenNames: names(
      'Oliver,Amelia,Harry,Isla,George,Ava,Noah,Emily,Jack,Sophie,Alfie,Poppy,Edward,Charlotte,Freddie,Alice,Nigel,Fiona,Graham,Siobhán',
    ),
    familyNames: names(
      "Davies,Evans,Roberts,Walker,Wright,Robinson,Hughes,Edwards,Green,Hall,Clarke,Patel,Turner,Cooper,Ward,Morris,O'Neill,Campbell,Stewart,Macdonald",
    ),
  },
  {
    share: 11,
    language: 'fr',
    rightToLeft: false,
    regions: ['FR'],
    givenNames: names(
      'Léa,Hugo,Chloé,Louis,Manon,Jules,Camille,Gaël,Zoé,Raphaël,Inès,Mathis,Hélène,François,Amélie,Benoît,Céline,Thierry',
    ),
    familyNames: names(
      'Martin,Bernard,Dubois,Durand,Moreau,Lefèvre,Leroy,Girard,Bonnet,Lambert,Rousseau,Fontaine,Chevalier,Mercier,Faure,Gautier,Béranger,Noël',
    ),
  },
  {
    share: 10,
    language: 'pt',
    rightToLeft: false,
    regions: ['BR'],
    givenNames: names(
      'João,Maria,José,Antônio,Francisca,Carlos,Adriana,Paulo,Juliana,Lucas,Márcia,Luís,Fernanda,Tiago,Patrícia,Gonçalo',
    ),
    familyNames: names(
      'Silva,Santos,Oliveira,Souza,Pereira,Lima,Carvalho,Ferreira,Ribeiro,Almeida,Gonçalves,Araújo,Magalhães,Cardoso,Teixeira',
    ),
  },
  {
    share: 3,
    language: 'ar',
    rightToLeft: true,
    regions: ['DE', 'FR'],
    givenNames: names('محمد=Mohammed,فاطمة=Fatima,أحمد=Ahmed,مريم=Maryam,يوسف=Yousef,ليلى=Layla,عمر=Omar,نور=Nour'),
    familyNames: names('حداد=Haddad,خوري=Khoury,منصور=Mansour,سليم=Salim,نجار=Najjar,درويش=Darwish,عباس=Abbas'),
  },
  {
    share: 3,
    language: 'he',
    rightToLeft: true,
    regions: ['US', 'DE'],
    givenNames: names('נועה=Noa,דוד=David,תמר=Tamar,יוסף=Yosef,מיכל=Michal,אורי=Uri,שירה=Shira'),
    familyNames: names('כהן=Cohen,לוי=Levi,מזרחי=Mizrahi,פרץ=Peretz,ביטון=Biton,שפירא=Shapira,גולן=Golan'),
  },
];

/** Domains that nobody can own: a mail sent by accident arrives nowhere. */
export const emailDomains: readonly string[] = ['example.com', 'example.org', 'example.net'];

/** Draws a culture, each by its share. */
export function pickCulture(random: Random): Culture {
  return random.pick(cultures.flatMap((culture) => Array.from({ length: culture.share }, () => culture)));
}

function names(list: string): WrittenName[] {
  return list.split(',').map((entry) => {
    const [written = '', latin = toLatin(written)] = entry.split('=');
    return { written, latin };
  });
}

function toLatin(text: string): string {
  return text
    .replace(/[äöüÄÖÜ]/g, (letter) => `${letter.normalize('NFD').charAt(0)}e`)
    .replaceAll('ß', 'ss')
    .normalize('NFD')
    .replace(/[^A-Za-z-]/g, '');
}

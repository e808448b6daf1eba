/** What window, tray and notices speak. The command line speaks English: scripts lean on it. */
export const LANGUAGES = ['en', 'de'] as const;
export type Language = (typeof LANGUAGES)[number];

/** @param system the desktop's own language, as a BCP 47 tag. */
export function languageOf(setting: 'auto' | Language, system: string | undefined): Language {
  if (setting !== 'auto') return setting;
  const wanted = system?.slice(0, 2).toLowerCase();
  return LANGUAGES.find((language) => language === wanted) ?? 'en';
}

/** What the shared words ask for their language: a computer has no such platform, and reads Chinese. */
declare const wx: undefined | { getAppBaseInfo?: () => { language: string } }

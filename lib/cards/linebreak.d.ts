/** `linebreak` ships without types. */
declare module 'linebreak' {
  export default class LineBreaker {
    constructor(text: string);
    /** The next place where a line may or must break; nothing after the last. */
    nextBreak(): { position: number; required: boolean } | null;
  }
}

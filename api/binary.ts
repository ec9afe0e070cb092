/** In the place of a schema: an answer that is bytes of one of these media types, given as a Buffer with its content type. */
export class Binary {
  readonly mediaTypes: readonly string[];

  constructor(mediaTypes: readonly string[]) {
    this.mediaTypes = mediaTypes;
  }
}

/** A file that is no workbook, a damaged one, or one that would take more than it may when unpacked. Its message is a code. */
export class UnreadableWorkbook extends Error {
  constructor(code: string) {
    super(code);
    this.name = 'UnreadableWorkbook';
  }
}

import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Temporal's file, and whether it knows what the database knows. */
export class EngineStore {
  readonly file: string;
  readonly #filled: string;

  constructor(folder: string) {
    mkdirSync(folder, { recursive: true });
    this.file = path.join(folder, 'temporal.sqlite');
    this.#filled = path.join(folder, 'filled');
  }

  /** To be called before each start of Temporal: a file that is gone takes the note with it, whatever happens next. */
  check(): void {
    if (!existsSync(this.file)) rmSync(this.#filled, { force: true });
  }

  /** False from the making of the file until everything open was started in it again. */
  get isFilled(): boolean {
    return existsSync(this.#filled);
  }

  noteFilled(): void {
    writeFileSync(this.#filled, '');
  }
}

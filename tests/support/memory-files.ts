import { filesUnavailable, type FileStore } from '../../integrations/files/files.ts';

/** A file store that forgets everything with the test; `kept` is what lies in it, by hash. */
export function memoryFiles(): FileStore & { kept: Map<string, Buffer> } {
  const kept = new Map<string, Buffer>();
  return {
    kept,
    put: async (sha256, { bytes }) => void kept.set(sha256, bytes),
    get: async (sha256) => kept.get(sha256) ?? filesUnavailable(new Error('NOT_KEPT')),
    remove: async (sha256) => void kept.delete(sha256),
  };
}

/** What pictures are kept as. Source: api.md §4. */
export const imageMediaTypes = ['image/jpeg', 'image/png'] as const;

/** One of imageMediaTypes. */
export type ImageMediaType = (typeof imageMediaTypes)[number];

/** The first bytes of each kind, which say what a file is, whatever it is called. */
const signatures: Record<ImageMediaType, readonly number[]> = {
  'image/jpeg': [0xff, 0xd8, 0xff],
  'image/png': [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
};

/** What a file is by its first bytes, or undefined for anything that is no picture of ours. */
export function imageMediaTypeOf(bytes: Uint8Array): ImageMediaType | undefined {
  return imageMediaTypes.find((mediaType) => signatures[mediaType].every((byte, at) => bytes[at] === byte));
}

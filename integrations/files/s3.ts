import { DeleteObjectCommand, GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { filesUnavailable, type FileStore } from './files.ts';

/** Where an S3-compatible object store is, and how to sign in. */
export interface S3Place {
  endpoint: string;
  region: string;
  bucket: string;
  accessKeyId: string;
  secretAccessKey: string;
  /** The bucket in the path rather than in the host's name. */
  pathStyle: boolean;
}

/** How long we wait for the store. */
export interface S3Patience {
  /** For a connection, for the first of an answer, for the next bytes. */
  connectMs: number;
  answerMs: number;
  silenceMs: number;
  /** For everything together: tries made again, and the body to its end. */
  wholeMs: number;
}

const ordinaryPatience: S3Patience = { connectMs: 2_000, answerMs: 10_000, silenceMs: 10_000, wholeMs: 20_000 };

/** A bucket as a file store; each object's key is the hash of its bytes. */
export function s3Files(
  { endpoint, region, bucket, pathStyle, ...credentials }: S3Place,
  { connectMs, answerMs, silenceMs, wholeMs }: S3Patience = ordinaryPatience,
): FileStore {
  const client = new S3Client({
    ...{ endpoint, region, credentials, forcePathStyle: pathStyle },
    requestHandler: {
      connectionTimeout: connectMs,
      requestTimeout: answerMs,
      // Without it a request that takes too long is only warned of.
      throwOnRequestTimeout: true,
      socketTimeout: silenceMs,
    },
    // Not every store knows the checksums that the client would add by itself.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
  // It ends the reading of a body too, which no timeout of the client does.
  const untilTooLate = () => ({ abortSignal: AbortSignal.timeout(wholeMs) });
  return {
    async put(sha256, { bytes, mediaType }) {
      const object = { Bucket: bucket, Key: sha256, Body: bytes, ContentType: mediaType };
      await client.send(new PutObjectCommand(object), untilTooLate()).catch(filesUnavailable);
    },
    async get(sha256) {
      try {
        const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: sha256 }), untilTooLate());
        return Buffer.from((await Body?.transformToByteArray()) ?? []);
      } catch (error) {
        return filesUnavailable(error);
      }
    },
    async remove(sha256) {
      const object = { Bucket: bucket, Key: sha256 };
      await client.send(new DeleteObjectCommand(object), untilTooLate()).catch(filesUnavailable);
    },
  };
}

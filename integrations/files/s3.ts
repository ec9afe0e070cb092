import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
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

const connectionTimeout = 2_000;
const requestTimeout = 10_000;

/** A bucket as a file store; each object's key is the hash of its bytes. */
export function s3Files({ endpoint, region, bucket, pathStyle, ...credentials }: S3Place): FileStore {
  const client = new S3Client({
    ...{ endpoint, region, credentials, forcePathStyle: pathStyle },
    requestHandler: { connectionTimeout, requestTimeout },
    // Not every store knows the checksums that the client would add by itself.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
  return {
    async put(sha256, { bytes, mediaType }) {
      const object = { Bucket: bucket, Key: sha256, Body: bytes, ContentType: mediaType };
      await client.send(new PutObjectCommand(object)).catch(filesUnavailable);
    },
    async get(sha256) {
      try {
        const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: sha256 }));
        return Buffer.from((await Body?.transformToByteArray()) ?? []);
      } catch (error) {
        return filesUnavailable(error);
      }
    },
  };
}

import { copyOf, newId, type ConstraintCase } from './constraint-cases.ts';

/** A token, for the cases below; the feed has the changes of the signings made before. */
export const tokenRows = `insert into api_token (employer_id, created_by, name, scopes, expires_on, token_hash)
  values (:employer, :user, 'x', '{read}', '2099-12-31', '\\x01')`;

/** What each constraint of tokens and feeds is there for, as a statement that it must refuse. */
export const tokenConstraintCases: ConstraintCase[] = [
  ['api_token_hash_once', 'two tokens with one secret', copyOf('api_token', 'true', newId)],
  ['api_token_scopes', 'an unknown scope', `update api_token set scopes = '{read,everything}'`],
  ['api_token_scopes', 'a token for nothing', `update api_token set scopes = '{}'`],
  ['employer_event_id_once', 'two events with one id', copyOf('employer_event', 'true', { number: '1000' })],
  [
    'employer_event_once_per_step',
    'a change told twice',
    copyOf('employer_event', 'true', { ...newId, number: '1000' }),
  ],
];

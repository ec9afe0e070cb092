import { copyOf, type ConstraintCase } from './constraint-cases.ts';

const another = '00000000-0000-7000-8000-000000000004';
const makeAnother = `insert into process (id, kind) values ('${another}', 'TERMINATION')`;
const change = (what: string) => `update termination set ${what} where id = :termination`;
const changeSchool = (what: string) => `update school set ${what} where school_code = :school`;

/** What each constraint of terminations is there for, as a statement that it must refuse. */
export const terminationConstraintCases: ConstraintCase[] = [
  ['termination_kind', 'an unknown kind', change(`kind = 'FORCE', answer_by = null`)],
  ['termination_applicant', 'an unknown applicant', change(`applicant = 'NOBODY'`)],
  ['termination_status', 'an unknown status', change(`status = 'MAYBE'`)],
  ['termination_reason', 'an unknown reason', change(`reason = 'BOREDOM'`)],
  ['termination_void_reason', 'an unknown reason of a void', change(`void_reason = 'BOREDOM'`)],
  [
    'termination_invalidation_reason',
    'an unknown ground',
    change(`status = 'INVALIDATED', invalidation_reason = 'BOREDOM'`),
  ],
  ['termination_void_by_school', 'a consent that the school asks for', change(`applicant = 'SCHOOL'`)],
  ['termination_with_reason', 'an application without a reason', change('reason = null')],
  ['termination_void_with_void_reason', 'a consent with the reason of a void', change(`void_reason = 'OTHER'`)],
  ['termination_started_by_person', 'an application that nobody made', change('started_by = null')],
  ['termination_answered_by', 'a consent that may be answered for ever', change('answer_by = null')],
  ['termination_invalidated_with_reason', 'invalid for no reason', change(`status = 'INVALIDATED'`)],
  [
    'termination_one_open',
    'two open terminations of one agreement',
    `${makeAnother};
     ${copyOf('termination', 'id = :termination', { id: `'${another}'`, is_newest: 'false' })}`,
  ],
  [
    'termination_one_newest',
    'two newest terminations of one agreement',
    `${makeAnother};
     ${copyOf('termination', 'id = :termination', { id: `'${another}'`, status: `'WITHDRAWN'` })}`,
  ],
  ['termination_file_side', 'a file of a third side', `update termination_file set side = 'SCHOOL'`],
  ['termination_file_place', 'a fourth file of one side', `update termination_file set place = 4`],
  [
    'termination_file_once_per_place',
    'two files in one place',
    `insert into file (id, purpose, sha256, media_type, bytes, width, height, uploaded_by)
       select '${another}', purpose, sha256, media_type, bytes, width, height, uploaded_by from file limit 1;
     ${copyOf('termination_file', 'true', { file_id: `'${another}'` })}`,
  ],
  [
    'school_termination_period',
    'a period that ends before it begins',
    changeSchool(`termination_from = '2027-01-02', termination_until = '2027-01-01'`),
  ],
  ['school_termination_max', 'fewer than none', changeSchool('termination_max_per_graduate = -1')],
  ['school_termination_notice', 'a notice longer than sixty days', changeSchool('termination_notice_days = 61')],
];

/** The row that a termination's messages are about: it has the people of its signing. */
export const terminationSubject = `select * from termination where id = :processId`;

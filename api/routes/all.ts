import type { Route } from '../route.ts';
import * as accounts from './accounts.ts';
import * as archive from './archive-profile.ts';
import { deleteApiToken, getApiTokens, postApiToken } from './api-tokens.ts';
import { getAgreementCheck, getAgreementForm, getAgreementPage } from './agreement-check.ts';
import {
  getEmployerAgreement,
  getGraduateAgreement,
  getReviewedAgreement,
  getSchoolAgreement,
} from './agreement-documents.ts';
import { getAuthorizationLetterTemplate } from './authorization-letter.ts';
import * as batches from './batches.ts';
import { postBankCallback } from './callbacks.ts';
import { getCommand } from './commands.ts';
import { getDocs, getDocsCss, getDocsOwnCss, getDocsScript, getDocsStart, getErrorCodes } from './docs.ts';
import { getEmployer, putUnit } from './employer.ts';
import { getEmployerEvents } from './employer-events.ts';
import { getEmployerSignings, searchEmployerSignings } from './employer-signing-lists.ts';
import { getEmployerSigning, postReinvitation, postSigning, postWithdrawal } from './employer-signings.ts';
import { deleteFavorite, getFavorites, postFavorite, postGraduateSearch, searchFavorites } from './favorites.ts';
import * as graduateImport from './graduate-imports.ts';
import * as favoriteImport from './favorite-imports.ts';
import { getFile, postFile } from './files.ts';
import * as graduate from './graduate.ts';
import { getDeepHealth, getLive, getReady } from './health.ts';
import { getHome, getIcon, getPlainCss, getTerms } from './home.ts';
import * as me from './me.ts';
import * as memberships from './memberships.ts';
import { getNotifications, postNotificationRead, postNotificationsReadAll } from './notifications.ts';
import { getOpenApi } from './openapi.ts';
import { getReviewPolicy, putReviewPolicy } from './review-policy.ts';
import { getReviewCase, getReviewCases, postApproval, postRejection, searchReviewCases } from './review.ts';
import { getSampleLetter, getSampleLicense, getSamples } from './samples.ts';
import { getSchoolCorrection } from './school-corrections.ts';
import * as schoolGraduates from './school-graduates.ts';
import { getColleges, patchCollege, postCollege } from './school-colleges.ts';
import { deleteReviewer, getReviewers, postReviewer } from './school-people.ts';
import { getSandbox, getSandboxMessages, getSandboxTransfers } from './sandbox.ts';
import * as schoolSignings from './school-signings.ts';
import { postVoid } from './school-voids.ts';
import { deleteCurrentSession, deleteSession, getSessions, postSession } from './sessions.ts';
import { getCaptchaChallenge, getCohorts, getRegions, getSchools, getSite, getVocabulary } from './shared.ts';
import { terminationRoutes } from './terminations.ts';
import * as verification from './verifications.ts';
import { getWorkbench } from './workbench.ts';

/** Every route there is, in the order of the documentation: an explicit list, so that the tests know what they must cover. */
export const allRoutes: readonly Route[] = [
  ...[accounts.postPhoneCode, accounts.postEmployerUser, accounts.postGraduateActivation, accounts.postPasswordReset],
  ...[postSession, deleteCurrentSession, getSessions, deleteSession],
  ...[me.getMe, me.patchMe, me.postEmailCode, me.putEmail, me.putPassword, me.putPhone],
  ...[getNotifications, postNotificationRead, postNotificationsReadAll],
  ...[postFile, getFile],
  ...[getEmployer, putUnit, memberships.getMembers, memberships.deleteOwnMembership],
  ...[memberships.postMembership, memberships.getMemberships],
  ...[memberships.postMembershipApproval, memberships.postMembershipDecline],
  ...[archive.getArchiveProfile, archive.putArchive, archive.getArchiveEdits],
  getWorkbench,
  ...[getApiTokens, postApiToken, deleteApiToken],
  ...[getAuthorizationLetterTemplate, postGraduateSearch],
  ...[verification.postVerification, verification.getVerifications, verification.getVerification],
  ...[verification.postAmount, verification.postSupplement, verification.postMethodSwitch],
  ...[verification.postVerificationWithdrawal, postBankCallback],
  ...[getFavorites, searchFavorites, postFavorite, deleteFavorite],
  ...[favoriteImport.getFavoriteTemplate, favoriteImport.postFavoriteImport],
  ...[favoriteImport.getFavoriteImport, favoriteImport.getFavoriteImportResult],
  ...[postSigning, getEmployerSignings, searchEmployerSignings, getEmployerSigning, postWithdrawal, postReinvitation],
  ...[batches.postSigningBatch, batches.getSigningBatch],
  ...[getEmployerEvents],
  ...[getEmployerAgreement, getGraduateAgreement, getReviewedAgreement],
  ...[graduate.getProfile, graduate.postProfileConfirmation, graduate.postCorrection],
  ...[graduate.getGraduateSignings, graduate.getGraduateSigning, graduate.postAcceptance, graduate.postDecline],
  ...[schoolGraduates.getSchoolGraduates, schoolGraduates.searchSchoolGraduates, schoolGraduates.getSchoolGraduate],
  ...[schoolGraduates.patchSchoolGraduate, schoolGraduates.postGraduateRemoval],
  schoolGraduates.postGraduateReturn,
  ...[schoolGraduates.postGraduateLock, schoolGraduates.postGraduateUnlock],
  ...[schoolGraduates.postDestination, schoolGraduates.deleteDestination],
  getSchoolCorrection,
  ...[graduateImport.getGraduateTemplate, graduateImport.postGraduateImport],
  ...[graduateImport.getGraduateImport, graduateImport.getGraduateImportResult],
  // Before a signing's own path, which would take the word for an id.
  ...[schoolSignings.getSchoolSignings, schoolSignings.searchSchoolSignings],
  ...[schoolSignings.getSchoolSigningExport, schoolSignings.getSchoolSigning, getSchoolAgreement],
  ...[getColleges, postCollege, patchCollege, getReviewers, postReviewer, deleteReviewer],
  ...terminationRoutes,
  ...[getReviewCases, searchReviewCases, getReviewCase, postApproval, postRejection, postVoid],
  ...[batches.postReviewBatch, batches.getReviewBatch],
  ...[getReviewPolicy, putReviewPolicy],
  ...[getAgreementCheck],
  ...[getCommand, getSite, getCaptchaChallenge, getCohorts, getVocabulary, getRegions, getSchools],
  ...[getLive, getReady, getDeepHealth],
  ...[getSandboxMessages, getSandboxTransfers, getSandbox],
  ...[getSamples, getSampleLicense, getSampleLetter],
  ...[getHome, getTerms, getAgreementForm, getAgreementPage, getPlainCss, getIcon],
  ...[getOpenApi, getDocs, getDocsStart, getDocsScript, getDocsCss, getDocsOwnCss, getErrorCodes],
];

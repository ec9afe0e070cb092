import { AdminJS, BaseDatabase, ComponentLoader, ForbiddenError } from 'adminjs';
import type {
  ActionContext,
  ActionRequest,
  ActionResponse,
  AdminJSOptions,
  PageContext,
  ResourceWithOptions,
} from 'adminjs';
import { countStaffWaiting } from '../database/queries/staff-waiting.ts';
import type { StaffMember } from '../domain/staff.ts';
import { staffRoles, type StaffRole } from '../domain/vocabulary/staff-role.ts';
import { labelOf } from '../domain/vocabulary/term.ts';
import type { PanelAct, PanelContents, PanelResource } from './contents.ts';
import type { PanelDependencies } from './dependencies.ts';
import { panelRoot } from './gate.ts';
import { answerPage, type PageRequest } from './answer-page.ts';
import { localeOf } from './locale.ts';
import { isFilter, PanelTable, ReadOnlyResource } from './read-only-resource.ts';

/** What AdminJS knows of who is signed in; `email` is what it shows. */
export interface PanelAdmin {
  email: string;
  title: string;
  member: StaffMember;
}

/** How AdminJS is to know a member. */
export function panelAdminOf(member: StaffMember): PanelAdmin {
  return { email: member.name, title: labelOf(staffRoles, member.role), member };
}

class NoDatabase extends BaseDatabase {
  static override isAdapterFor(): boolean {
    return false;
  }
}

const adapter = { Database: NoDatabase, Resource: ReadOnlyResource } as unknown as Parameters<
  typeof AdminJS.registerAdapter
>[0];
AdminJS.registerAdapter(adapter);

/**
 * One role's AdminJS: it holds only what the role may see, so that no rule of AdminJS has to keep anything back. Of its
 * built-in actions those that write are refused to everybody.
 */
export function buildAdminJs(deps: PanelDependencies, role: StaffRole): AdminJS {
  const resources = deps.contents.resources.filter(({ isSeenBy }) => isSeenBy(role));
  const pages = deps.contents.pages.filter(({ isSeenBy }) => isSeenBy(role));
  const contents = { resources, pages };
  const options: AdminJSOptions = {
    rootPath: panelRoot,
    loginPath: `${panelRoot}/sign-in`,
    logoutPath: `${panelRoot}/sign-out`,
    componentLoader: new ComponentLoader(),
    resources: resources.map((resource) => withOptions(deps, resource, role)),
    pages: Object.fromEntries(
      pages.map((page) => [
        page.id,
        {
          component: page.component,
          handler: (request: unknown, _: unknown, context: PageContext) =>
            answerPage(deps, page, { request: request as PageRequest, member: memberIn(context) }),
        },
      ]),
    ),
    dashboard: {
      component: 'Dashboard',
      handler: async (_: unknown, __: unknown, context: PageContext) => {
        const member = memberIn(context);
        return startOf(member, contents, { ...(await countStaffWaiting(deps.knex, member.accountId)) });
      },
    },
    branding: {
      companyName: '网上签约平台 管理后台',
      logo: false,
      favicon: '/icon.svg',
      withMadeWithLove: false,
      // White on AdminJS's own grey cannot be read; the blue is that of our plain pages.
      theme: { colors: { grey60: '#5f6b76', grey40: '#5f6b76', primary100: '#0b57d0' } },
    },
    locale: localeOf(contents),
    settings: { defaultPerPage: 20 },
  };
  return new AdminJS(options);
}

const refused = { isAccessible: false, isVisible: false };

function withOptions(deps: PanelDependencies, resource: PanelResource, role: StaffRole): ResourceWithOptions {
  const { columns, newestBy, title, acts = {} } = resource;
  const allowed = Object.entries(acts).filter(([, { roles }]) => roles.includes(role));
  return {
    resource: new PanelTable(resource, deps),
    options: {
      navigation: null,
      titleProperty: title,
      listProperties: columns.filter(({ onlyInRow }) => !onlyInRow).map(({ name }) => name),
      showProperties: columns.map(({ name }) => name),
      filterProperties: columns.filter(isFilter).map(({ name }) => name),
      sort: { sortBy: newestBy, direction: 'desc' },
      actions: {
        ...{ new: refused, edit: refused, delete: refused, bulkDelete: refused, search: refused },
        ...Object.fromEntries(allowed.map(([name, act]) => [name, actionOf(act)])),
      },
    },
  };
}

function actionOf(act: PanelAct) {
  return {
    actionType: 'record' as const,
    component: act.component,
    isAccessible: true,
    handler: async ({ payload, method }: ActionRequest, _: ActionResponse, context: ActionContext) => {
      const { record, currentAdmin } = context;
      if (method !== 'post' || !record) throw new ForbiddenError('anyForbiddenError');
      const { notice } = await act.run(memberIn(context), String(record.id()), payload ?? {});
      const fresh = await context.resource.findOne(String(record.id()), context);
      return { record: (fresh ?? record).toJSON(currentAdmin), notice: { message: notice, type: 'success' as const } };
    },
  };
}

function memberIn({ currentAdmin }: Pick<PageContext, 'currentAdmin'>): StaffMember {
  return (currentAdmin as unknown as PanelAdmin).member;
}

/** What the first page shows: where to go, and what waits there. */
function startOf(
  { name, role }: StaffMember,
  { resources, pages }: Pick<PanelContents, 'resources' | 'pages'>,
  waiting: Readonly<Partial<Record<string, number>>>,
) {
  return {
    name,
    role: labelOf(staffRoles, role),
    places: [
      ...pages.map(({ id, label, note }) => ({
        ...{ href: `${panelRoot}/pages/${id}`, label, note },
        waiting: waiting[id] ?? 0,
        waits: id === 'inbox' ? '条未读' : '件待处理',
      })),
      ...resources.map(({ id, label }) => ({
        ...{ href: `${panelRoot}/resources/${id}`, label, note: '按条件查询' },
        waiting: 0,
        waits: '',
      })),
    ],
    account: [
      { href: `${panelRoot}/password`, label: '修改密码' },
      { href: `${panelRoot}/second-factor`, label: '动态验证码' },
    ],
  };
}

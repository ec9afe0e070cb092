/** What is printed when everything is ready: where to look, and how to sign in (api.md §11). */
export function banner(given: { origin: string; temporalUi: string; logs: string }): string {
  const { origin } = given;
  return `
  Ready. Stop it with Ctrl-C; the next start goes on from here.

    Site        ${origin}/
    API docs    ${origin}/docs
    Sandbox     ${origin}/sandbox    (SMS that would have been sent, with their codes)
    Temporal    ${given.temporalUi}
    Logs        ${given.logs}

  Demo sign-ins, all with the password Demo-2026!

    Employer    13800000001, 13800000002   示范科技有限公司 (verified)
                13800000003                样例制造有限公司 (verified)
                13800000004, 13800000005   待认证商贸有限公司, 待认证服务有限公司 (not verified yet)
    School      13700000002                示范大学: school      (college, then school review)
                13700000001, 13700000004   示范大学: 计算机学院, 法学院
                13700000003                示范学院: school      (school reviews alone)
                13700000005                示范学院: 经济系
    Graduate    13900000001 林晓雨, 13900000002 陈思远, 13900000003 王䶮       示范大学 计算机学院
                13900000004 赵一鸣                                             示范大学 法学院
                13900000005 阿依古丽·买买提, 13900000006 孙可                  示范学院 经济系
`;
}

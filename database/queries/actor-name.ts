/** Joins who sent the command of an event `ev`, as `cm`, `a` and `tk`. */
export const actorJoins = `left join command cm on cm.id = ev.command_id left join account a on a.id = cm.actor_account_id
     left join api_token tk on tk.id = cm.api_token_id`;

/** Who that was: a person, or a unit's system by its token's name with whoever made it. Source: api.md §1. */
export const actorName = `coalesce(tk.name || '（' || a.name || '）', a.name)`;

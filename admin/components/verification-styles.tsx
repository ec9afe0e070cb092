/** How 认证审核 looks: one blue, room to read, the picture as large as the window lets it be. */
export const verificationStyles = `
.vr { color: #1b2733; font-size: 14px; line-height: 1.6; padding: 24px 32px 48px; background: #f3f5f7; min-height: calc(100vh - 64px); box-sizing: border-box; }
.vr *, .vr *::before { box-sizing: border-box; }
.vr h1 { font-size: 24px; line-height: 1.3; font-weight: 600; margin: 0; outline-offset: 4px; }
.vr h2 { font-size: 16px; line-height: 1.4; font-weight: 600; margin: 0 0 8px; }
.vr p { margin: 4px 0; }
.vr b { font-weight: 600; }
.vr a { color: #0b57d0; text-decoration: underline; text-underline-offset: 2px; }
.vr :focus-visible { outline: 3px solid #0b57d0; outline-offset: 2px; }
.vr h1:focus-visible { outline: none; }
.vr button { font: inherit; padding: 6px 14px; border-radius: 6px; border: 1px solid #6b7680; background: #fff; color: #1b2733; cursor: pointer; }
.vr button:hover:not(:disabled) { background: #eef3fb; }
.vr button.vr-main { background: #0b57d0; border-color: #0b57d0; color: #fff; }
.vr button.vr-main:hover:not(:disabled) { background: #0846a8; }
.vr button.vr-grave { border-color: #b3261e; color: #b3261e; }
.vr button.vr-grave:hover:not(:disabled) { background: #fdf1f0; }
.vr button.vr-main.vr-grave { background: #b3261e; color: #fff; }
.vr button.vr-main.vr-grave:hover:not(:disabled) { background: #8f1d17; }
.vr button.vr-plain { border-color: transparent; background: none; color: #0b57d0; padding: 2px 8px; }
.vr button:disabled { background: #e9ecef; border-color: #c4ccd4; color: #5f6b76; cursor: default; }
.vr kbd { font: 12px/1 ui-monospace, monospace; border: 1px solid currentColor; border-radius: 3px; padding: 1px 4px; margin-left: 4px; }
.vr-quiet { color: #55606b; }
.vr-code { font-family: ui-monospace, 'SFMono-Regular', Menlo, monospace; font-size: 13px; letter-spacing: .02em; }
.vr .vr-none { margin: 0; }
.vr-head { display: flex; justify-content: space-between; align-items: flex-end; gap: 16px; margin-bottom: 16px; }
.vr-row { display: flex; align-items: baseline; gap: 12px; flex-wrap: wrap; }
.vr-row button { margin-left: auto; }
.vr-card { background: #fff; border: 1px solid #dfe4e8; border-radius: 8px; padding: 16px 20px; min-width: 0; }
.vr-badge { display: inline-block; padding: 0 8px; border-radius: 10px; background: #e9ecef; color: #39434d; white-space: nowrap; font-size: 13px; }
.vr-late { background: #fdeceb; color: #8f1d17; }
.vr-good { background: #e4f4ea; color: #0f5c2f; }
.vr-mine { background: #e3edfd; color: #0846a8; }
.vr-notice, .vr-problem, .vr-warning { border-left: 4px solid #14713a; background: #eef8f1; padding: 10px 16px; margin: 0 0 16px; border-radius: 0 6px 6px 0; }
.vr .vr-notice, .vr .vr-problem { margin-bottom: 16px; }
.vr-problem { border-color: #b3261e; background: #fdf1f0; }
.vr-warning { border-color: #8a5200; background: #fff6e5; }
.vr-notice .vr-buttons { display: inline-flex; margin: 0 0 0 16px; }
.vr-tabs { display: flex; gap: 4px; flex-wrap: wrap; margin-bottom: 12px; }
.vr .vr-tabs a { padding: 6px 14px; border-radius: 6px; text-decoration: none; color: #39434d; }
.vr .vr-tabs a:hover { background: #e3e8ed; }
.vr .vr-tabs a[aria-current] { background: #fff; color: #0b57d0; box-shadow: 0 0 0 1px #0b57d0; font-weight: 600; }
.vr-empty { padding: 40px 16px; text-align: center; color: #55606b; }
.vr-queue { width: 100%; border-collapse: collapse; }
.vr-queue th, .vr-queue td { text-align: left; vertical-align: top; padding: 10px 16px 10px 0; border-bottom: 1px solid #e2e6ea; }
.vr-queue th { color: #55606b; font-weight: 600; white-space: nowrap; }
.vr-queue td:nth-child(3), .vr-queue td:nth-child(2) { white-space: nowrap; }
.vr-queue tbody tr:hover { background: #f7f9fb; }
.vr-queue tbody tr:last-child td { border-bottom: 0; }
.vr .vr-name { font-weight: 600; font-size: 15px; }
.vr .vr-more { margin-top: 16px; }
.vr .vr-back { margin: 0; align-self: flex-start; white-space: nowrap; }
.vr-head .vr-quiet { margin-bottom: 0; }
.vr-case { display: grid; grid-template-columns: minmax(0, 1fr) minmax(320px, 400px); gap: 16px; align-items: start; }
.vr-side { display: grid; gap: 16px; min-width: 0; }
.vr-pictures { position: sticky; top: 16px; display: flex; flex-direction: column; gap: 12px; height: calc(100vh - 172px); min-height: 480px; padding: 16px; }
.vr-thumbs { display: flex; gap: 8px; overflow-x: auto; padding: 4px; margin: -4px; flex: none; }
.vr .vr-thumbs button { display: flex; align-items: center; gap: 8px; padding: 6px 10px 6px 6px; text-align: left; flex: none; border-color: #c4ccd4; }
.vr .vr-thumbs button[aria-pressed=true] { border-color: #0b57d0; box-shadow: inset 0 0 0 1px #0b57d0; background: #f2f7ff; }
.vr-thumbs img { width: 40px; height: 40px; object-fit: cover; border: 1px solid #dfe4e8; border-radius: 4px; background: #e9ecef; }
.vr-thumbs b { display: block; font-size: 13px; line-height: 1.3; }
.vr-thumbs small { color: #55606b; font-size: 12px; }
.vr-tools { display: flex; align-items: center; gap: 8px; flex-wrap: wrap; flex: none; }
.vr .vr-tools button { padding: 3px 10px; font-size: 13px; }
.vr-tools a { margin-left: auto; font-size: 13px; }
.vr .vr-asked { background: #fff6e5; padding: 6px 12px; border-radius: 6px; flex: none; margin: 0; }
.vr-stage { flex: 1 1 0; min-height: 0; overflow: auto; display: flex; background: #2b333b; border-radius: 6px; }
.vr-grab { cursor: grab; }
.vr-sheet { position: relative; margin: auto; flex: none; }
.vr-sheet img { position: absolute; left: 50%; top: 50%; max-width: none; user-select: none; }
.vr-stage .vr-empty { color: #fff; margin: auto; }
.vr-facts { margin: 0; display: grid; gap: 6px; }
.vr-facts > div { display: grid; grid-template-columns: 8.5em minmax(0, 1fr); gap: 8px; }
.vr-facts dt { color: #55606b; }
.vr-facts dd { margin: 0; overflow-wrap: anywhere; }
.vr-facts dd .vr-code { margin-right: 8px; }
.vr-facts .vr-differs { background: #fff6e5; margin: 0 -8px; padding: 4px 8px; border-radius: 6px; }
.vr-facts .vr-differs dt, .vr-differs div { color: #6b4000; }
.vr-material { display: grid; gap: 8px; margin: 8px 0; }
.vr fieldset { border: 1px solid #dfe4e8; border-radius: 6px; padding: 4px 12px 10px; margin: 0; min-width: 0; }
.vr legend { font-weight: 600; padding: 0 4px; }
.vr-verdict, .vr-reasons { display: flex; flex-wrap: wrap; gap: 4px 20px; }
.vr-reasons { display: grid; grid-template-columns: 1fr 1fr; gap: 2px 8px; margin-top: 6px; padding-top: 6px; border-top: 1px solid #e2e6ea; }
.vr fieldset label, .vr-keys label { display: inline-flex; align-items: baseline; gap: 6px; cursor: pointer; }
.vr .vr-field { display: block; margin-top: 8px; }
.vr input[type=text], .vr input[type=number], .vr select, .vr textarea { font: inherit; color: inherit; display: block; width: 100%; padding: 6px 8px; border: 1px solid #6b7680; border-radius: 4px; background: #fff; margin-top: 2px; }
.vr input[type=radio], .vr input[type=checkbox] { accent-color: #0b57d0; }
.vr-buttons { display: flex; flex-wrap: wrap; gap: 8px; margin-top: 12px; }
.vr-lines { list-style: none; margin: 0; padding: 0; display: grid; gap: 10px; }
.vr-lines li { border-left: 3px solid #c4ccd4; padding-left: 12px; overflow-wrap: anywhere; }
.vr-lines .vr-now { border-color: #0b57d0; font-weight: 600; }
.vr-lines .vr-now .vr-quiet { font-weight: 400; }
.vr-lines .vr-next { border-left-style: dashed; }
.vr-keys summary { cursor: pointer; font-weight: 600; }
.vr-keys dl { display: grid; grid-template-columns: 1fr 1fr; gap: 4px 12px; margin: 8px 0 0; }
.vr-keys dl div { display: flex; gap: 8px; }
.vr-keys dt { min-width: 2em; }
.vr-keys dd { margin: 0; }
.vr-dialog { color: inherit; border: 0; border-radius: 10px; padding: 24px; width: min(32rem, calc(100vw - 32px)); box-shadow: 0 12px 40px rgba(16, 24, 32, .3); }
.vr-dialog::backdrop { background: rgba(16, 24, 32, .5); }
.vr-dialog ul { margin: 8px 0; padding-left: 20px; }
@media (max-width: 1199px) {
  .vr { padding: 16px 16px 32px; }
  .vr-case { grid-template-columns: minmax(0, 1fr) 320px; }
  .vr-card { padding: 12px 14px; }
  .vr-facts > div { grid-template-columns: 7em minmax(0, 1fr); }
}
@media (max-width: 899px) {
  .vr-case { grid-template-columns: minmax(0, 1fr); }
  .vr-pictures { position: static; height: 70vh; }
}
`;

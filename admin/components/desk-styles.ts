/** How our pages look: black on white, one blue, room to read. */
export const deskStyles = `
.desk { color: #1b2733; font-size: 14px; line-height: 1.6; }
.desk a { color: #0b57d0; }
.desk p { margin: 8px 0; }
.desk dl { display: grid; grid-template-columns: repeat(auto-fill, minmax(16rem, 1fr)); gap: 8px 24px; margin: 12px 0; }
.desk dt, .desk-hint { color: #55606b; }
.desk dd { margin: 0; overflow-wrap: anywhere; }
.desk-scroll { overflow-x: auto; margin-top: 12px; }
.desk table { width: 100%; border-collapse: collapse; }
.desk th, .desk td { padding: 8px 12px 8px 0; text-align: left; vertical-align: top; border-bottom: 1px solid #e2e6ea; }
.desk th { color: #55606b; font-weight: 600; white-space: nowrap; }
.desk td { overflow-wrap: break-word; }
.desk td { font-variant-numeric: tabular-nums; max-width: 26rem; }
.desk button { font: inherit; padding: 6px 14px; border-radius: 4px; border: 1px solid #0b57d0; background: #0b57d0; color: #fff; cursor: pointer; white-space: nowrap; }
.desk td button, .desk-forms > button[aria-expanded] { background: #fff; color: #0b57d0; }
.desk button.desk-grave { border-color: #b3261e; background: #fff; color: #b3261e; }
.desk form button[type='submit'] { background: #0b57d0; color: #fff; }
.desk form button.desk-grave[type='submit'] { background: #b3261e; color: #fff; }
.desk form button.desk-quiet { background: #fff; border-color: #8a949e; color: #1b2733; }
.desk button:disabled { opacity: .6; cursor: default; }
.desk :focus-visible { outline: 3px solid #0b57d0; outline-offset: 2px; }
.desk-steps { display: flex; gap: 24px; margin-top: 12px; }
.desk-forms { display: flex; flex-wrap: wrap; gap: 8px; align-items: flex-start; margin-top: 8px; }
.desk td .desk-forms { margin: 0; }
.desk-form { border: 1px solid #c4ccd4; border-radius: 6px; padding: 12px 16px; width: 100%; min-width: 18rem; max-width: 32rem; }
@media (max-width: 640px) {
  /* In a narrow table an open form would stand past the edge: its row becomes a block of its own. */
  .desk tr:has(.desk-form), .desk tr:has(.desk-form) > td:has(.desk-form) { display: block; }
  .desk tr:has(.desk-form) > td { display: inline-block; }
  .desk td .desk-form { min-width: 0; width: calc(100vw - 4rem); }
}
.desk-search { display: flex; flex-wrap: wrap; gap: 16px; align-items: flex-end; margin-top: 16px; }
.desk-field { margin: 8px 0; }
.desk-search .desk-field { margin: 0; }
.desk label { display: block; font-weight: 600; margin-bottom: 6px; }
.desk input, .desk select, .desk textarea { font: inherit; color: inherit; padding: 6px 8px; border: 1px solid #6b7680; border-radius: 4px; width: 100%; max-width: 28rem; background: #fff; box-sizing: border-box; }
.desk input, .desk select { height: 34px; }
.desk-search input { min-width: 16rem; }
.desk-problem { border-left: 4px solid #b3261e; padding: 8px 12px; background: #fdf1f0; }
.desk-warning { border-left: 4px solid #8a5200; padding: 8px 12px; background: #fff6e5; }
.desk-notice { border-left: 4px solid #14713a; padding: 8px 12px; background: #eef8f1; margin-top: 12px; }
.desk-badge-warning, .desk-badge-good { padding: 1px 8px; border-radius: 10px; white-space: nowrap; }
.desk-badge-warning { background: #fff0d6; color: #6b4000; }
.desk-badge-good { background: #e4f4ea; color: #0f5c2f; }
.desk figure { margin: 12px 0; }
.desk img { max-width: min(100%, 40rem); border: 1px solid #c4ccd4; }
.desk code { font-size: 16px; user-select: all; }
`;

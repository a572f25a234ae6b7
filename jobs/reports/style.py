# SPDX-License-Identifier: GPL-3.0-or-later
"""How a page looks: dark or light as the reader's system is, on a screen of any width, and on paper."""

import base64
import hashlib

STYLE = """
:root { color-scheme: light dark; --paper: #fff; --ink: #1d1f23; --soft: #63676f; --line: #d9dce1; --back: #f3f4f6;
  --good: #1a7a3c; --bad: #b3261e; --unsure: #8a5a00; --going: #2457a8; }
@media (prefers-color-scheme: dark) { :root { --paper: #1c1d20; --ink: #e8e9eb; --soft: #9da2ab; --line: #3a3d43;
  --back: #2a2c31; --good: #5cc982; --bad: #ff8a80; --unsure: #f0b95a; --going: #86b4ff; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 2rem 1.5rem; max-width: 75rem; background: var(--paper); color: var(--ink);
  font: 15px/1.45 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; overflow-wrap: anywhere; }
h1 { margin: 0; font-size: 1.7rem; line-height: 1.2; }
h2 { margin: 2rem 0 .5rem; font-size: 1.15rem; }
p { margin: .25rem 0; }
a { color: inherit; }
.soft { color: var(--soft); }
.sums { display: flex; flex-wrap: wrap; gap: .6rem; margin: 1.25rem 0 0; padding: 0; list-style: none; }
.sums li { min-width: 7.5rem; padding: .55rem .8rem; border-radius: .5rem; background: var(--back); }
.sums b { display: block; font-size: 1.3rem; line-height: 1.2; }
.why { margin: 0; padding: 0; list-style: none; }
.why li { margin: .4rem 0; padding: .5rem .8rem; border-left: .25rem solid; background: var(--back);
  color: var(--bad); }
.why li.unsure { color: var(--unsure); }
.why li p { color: var(--ink); }
table { width: 100%; border-collapse: collapse; }
thead th { padding: .4rem .5rem; border-bottom: 2px solid var(--line); color: var(--soft); font-weight: 600;
  text-align: left; white-space: nowrap; }
tbody td { padding: .6rem .5rem; border-bottom: 1px solid var(--line); vertical-align: top; }
tbody tr:target { background: var(--back); }
.picture { width: 6.75rem; color: var(--soft); }
.picture img, .empty { display: block; width: 6rem; height: 6rem; border-radius: .35rem; background: var(--back);
  object-fit: contain; }
.name { font-weight: 600; }
.prompt { white-space: pre-line; }
.told { width: 36%; } .state { width: 32%; }
.number { text-align: right; white-space: nowrap; }
thead .number { text-align: right; }
tbody .number { padding-top: .85rem; }
.good { color: var(--good); } .bad { color: var(--bad); }
.unsure { color: var(--unsure); } .going { color: var(--going); }
.state .word { font-weight: 600; }
@media screen and (max-width: 48rem) {
  body { padding: 1.25rem .9rem; }
  thead { display: none; }
  tbody tr { display: flex; flex-wrap: wrap; border-bottom: 1px solid var(--line); padding: .6rem 0; }
  tbody td { border: 0; padding: .2rem .25rem; }
  .told, .state { width: 100%; }
  tbody .number { padding-top: .2rem; text-align: left; }
  .number:empty { display: none; }
  .number[data-label]::before { content: attr(data-label) ": "; }
}
@media print {
  :root { --paper: #fff; --ink: #000; --soft: #555; --line: #ccc; --back: #f3f4f6;
    --good: #1a7a3c; --bad: #b3261e; --unsure: #8a5a00; --going: #2457a8; }
  body { padding: 0; max-width: none; font-size: 9.5pt; }
  thead { display: table-header-group; }
  tr, li { break-inside: avoid; }
  .picture { width: 4.75rem; } .picture img, .empty { width: 4.25rem; height: 4.25rem; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
"""

STYLE_HASH = f"sha256-{base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode('ascii')}"
"""By which the page lets this style alone in."""

"""Values, rules and merging; pure: no input or output, no clock, no chance.

Modules:
- `labels`: a name of a thing in both languages.
- `fields`: how a field is described, once.
- `records`: what every record is, and what a kind is.
- `kinds`: all kinds of records, by name.
- `ids`, `clock`: the only doors to chance and to the present moment.
- `changes`: immutable changes, and the record they amount to; the heart.
- `appending`: notes to which several people have added.
- `reversal`: taking changes back by further changes.
- `edits`: how a person's work becomes changes.
- `wire`: how a change is written, in the journal and in a batch: its line, the chain of lines.
- `replicas`: who keeps a store, and who else is known to it.
- `codes`: code tables.
- `places`, `households`, `people`, `premises`: the register.
- `register_events`: how the register came to be as it is.
- `merging`, `likeness`: who is read as whom; which people may be one and the same.
- `restricted`: care groups that need a legal basis, and who may know of them.
- `consents`: what people were told and agreed to, and who is not who.
- `policies`: rules of the office, as rows.
- `checks`: what was looked at and how it was found, as text.
- `plans`, `contacts`: who is to be visited by when, and why; what a visit came to.
- `visits`, `disputes`, `hazards`, `requests`: the work.
- `cases`: what disputes, hazards and requests share.
- `attachments`: photos and documents that hang on a record.
- `workflow`: the engine that takes records from state to state and says why it will not.
- `transitions`: which steps there are, as data.
- `guards`, `effects`: on what condition a step is taken, and what it sets.
- `deadlines`: by when a case is due, and why.
- `calendar`: working days, with holidays as data.
- `parsing`: typed text to values.
- `spoken_days`: days as people say them.
- `sought_days`: days that somebody searches for.
- `hours`: hours of the day as people write them.
- `guessed_names`: whether a word may be the name of somebody who is not registered.
- `quick_lines`, `quick_parts`: one line that says door, person and what happened; its pieces.
- `validation`: what is wrong with a record, in words.
- `identity_numbers`: identity cards and credit codes, and their check digits.
- `names`: how names of people are written, and spelled for search.
- `addresses`: how a door is written, and read.
- `ordering`: in which order people look names and titles up.
- `headings`: which field a spreadsheet's heading means, and what may not be collected.
- `queries`: what a list is asked to show.
- `tones`: what a text wants to be coloured like.
- `file_names`: names of files that fit any medium.
- `search`: the terms of a text and of a question.
- `privacy`: the one masking policy.
- `boards`: what may hang on a notice board.
- `veils`: names that a text may not hold, found fast.
- `periods`: the days that a ledger, a list or a report is about.
- `lines`: a record with what papers say beside it.
- `proofs`: what a page proves about a journal, and its code.
- `tallies`: what is counted, and how.
- `portions`: what part of a whole each group is.
- `comparing`: how a number stands beside the one before it.
- `charts`: what charts show.

One word for one thing, in code, database, batch, ledger and test:
- 网格 grid · 网格员 grid worker · 网格长 grid leader · 社区 community · 街道 street ·
  街道办 street office · 楼栋长 building lead
- 小区 compound · 楼栋 building · 单元 unit (of a building) · 房屋 dwelling · 户 household ·
  户主 head · 居民 person · 人群类别 care group (person_tag) · 单位场所 premises
- 走访 visit · 未遇 missed · 拒访 refused · 走访周期 cycle · 民情 situation and demands ·
  约定时间 next_at (an hour)
- 检查表 checklist · 检查项目 item · 检查结果 checks · 合格 fine · 不合格 wrong · 不适用 void
- 矛盾纠纷 dispute · 当事人 party · 调解 mediation · 调解协议 agreement · 履行 performance ·
  司法确认 judicial confirmation · 回访 follow-up
- 安全隐患 hazard · 告知 notice · 整改 put right (fix) · 复查 re-check (recheck) · 销号 close ·
  挂牌督办 listed · 误报 false alarm
- 诉求 request · 受理 accept · 分流 assign · 退回 return · 返工 rework · 挂账 park ·
  延期 extend · 办结 settle · 反馈 feedback · 满意度 satisfaction
- 案件 case (a dispute, hazard or request) · 办理步骤 step · 承办单位 unit (in charge) ·
  承办人 handler · 办理期限 deadline · 归档 archive · 作废 void
- 人房变动 change of the register (register_event) · 核实 verify · 分户 split · 并户 join ·
  告知同意 consent · 非同一人 distinction · 启用依据 legal basis
- 附件 attachment (the record) · 内容 content (what is in it) ·
  用途 purpose
- 台账 ledger · 报表 report · 公示 public notice · 填报单位 reporting unit · 脱敏 masking
- 交接批次 batch · 回执 receipt · 开通 enrolment · 冲突 contention · 裁定 settle (a contention)
"""

from __future__ import annotations

"""Everything that can be done with one open store, for a screen to hold."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from gridkeeper.services.attachments.hanging import AttachmentService
from gridkeeper.services.day.today import TodayService
from gridkeeper.services.exchange.batch_export import BatchExportService
from gridkeeper.services.exchange.batch_history import BatchHistoryService
from gridkeeper.services.exchange.batch_import import BatchImportService
from gridkeeper.services.exchange.batch_undoing import BatchUndoService
from gridkeeper.services.exchange.conflicts import ConflictService
from gridkeeper.services.exchange.enrolment import EnrolmentService
from gridkeeper.services.exchange.entrusting import EntrustingService
from gridkeeper.services.exchange.mailbox import MailboxService
from gridkeeper.services.exchange.radar import RadarService
from gridkeeper.services.exchange.revoking import RevokingService
from gridkeeper.services.exchange.sealing import SealingService
from gridkeeper.services.exchange.streets import DistrictService
from gridkeeper.services.matrix.matrix import DoorMatrixService
from gridkeeper.services.matrix.rooms import RoomService
from gridkeeper.services.papers.comparisons import FigureService
from gridkeeper.services.papers.ledger_export import LedgerExportService
from gridkeeper.services.papers.report_export import ReportExportService
from gridkeeper.services.plans.checklists import ChecklistService
from gridkeeper.services.plans.due import PlanService
from gridkeeper.services.plans.rules import PlanRuleService
from gridkeeper.services.plans.visit_sheets import VisitSheetService
from gridkeeper.services.records.assignees import AssigneeService
from gridkeeper.services.records.casework import CaseService
from gridkeeper.services.records.members import MemberService
from gridkeeper.services.records.phrases import PhraseService
from gridkeeper.services.records.quick_lines import QuickLineService
from gridkeeper.services.records.recording import RecordingService
from gridkeeper.services.records.repeating import RepeatService
from gridkeeper.services.records.restricting import RestrictingService
from gridkeeper.services.records.undoing import UndoService
from gridkeeper.services.records.unsaved import UnsavedService
from gridkeeper.services.records.verifying import VerifyService
from gridkeeper.services.register.consents import ConsentService
from gridkeeper.services.register.duplicates import DuplicateService
from gridkeeper.services.register.events import RegisterEventService
from gridkeeper.services.showing.lists import ListService
from gridkeeper.services.store.audits import AuditService
from gridkeeper.services.store.backups import BackupService
from gridkeeper.services.store.copies import CopyService
from gridkeeper.services.store.persons import PersonService
from gridkeeper.services.store.stores import StoreService
from gridkeeper.services.views.browsing import BrowseService
from gridkeeper.services.views.dossiers import DossierService
from gridkeeper.services.views.finding import FindingService
from gridkeeper.services.views.referring import ReferenceService

if TYPE_CHECKING:
    from gridkeeper.services.changes import Changes
    from gridkeeper.services.session import Session


class Desk:
    """The services of one open store, each made when it is asked for first."""

    def __init__(self, session: Session) -> None:
        self.session = session

    @property
    def changes(self) -> Changes:
        """Tells what changed."""
        return self.session.changes

    @cached_property
    def stores(self) -> StoreService:
        """The store about itself."""
        return StoreService(self.session)

    @cached_property
    def sealing(self) -> SealingService:
        """In which envelope batches are written."""
        return SealingService(self.session)

    @cached_property
    def copies(self) -> CopyService:
        """Whether the store is a restored copy."""
        return CopyService(self.session)

    @cached_property
    def recording(self) -> RecordingService:
        """Recording, amending, deleting."""
        return RecordingService(self.session)

    @cached_property
    def register_events(self) -> RegisterEventService:
        """What happens to people and households."""
        return RegisterEventService(self.session)

    @cached_property
    def duplicates(self) -> DuplicateService:
        """Who may stand in the register twice."""
        return DuplicateService(self.session)

    @cached_property
    def consents(self) -> ConsentService:
        """What people have agreed to."""
        return ConsentService(self.session)

    @cached_property
    def verifying(self) -> VerifyService:
        """That what the register says is so."""
        return VerifyService(self.session)

    @cached_property
    def attachments(self) -> AttachmentService:
        """Photos and documents of a record."""
        return AttachmentService(self.session)

    @cached_property
    def casework(self) -> CaseService:
        """Steps of cases."""
        return CaseService(self.session)

    @cached_property
    def lists(self) -> ListService:
        """Short lists."""
        return ListService(self.session)

    @cached_property
    def today(self) -> TodayService:
        """The day list."""
        return TodayService(self.session)

    @cached_property
    def plan_rules(self) -> PlanRuleService:
        """How often whom."""
        return PlanRuleService(self.session)

    @cached_property
    def checklists(self) -> ChecklistService:
        """What is looked at where something is checked."""
        return ChecklistService(self.session)

    @cached_property
    def restricting(self) -> RestrictingService:
        """On what basis something restricted is kept."""
        return RestrictingService(self.session)

    @cached_property
    def plans(self) -> PlanService:
        """How far the visits cover what was due."""
        return PlanService(self.session)

    @cached_property
    def visit_sheets(self) -> VisitSheetService:
        """Printed visit sheets."""
        return VisitSheetService(self.session)

    @cached_property
    def browsing(self) -> BrowseService:
        """Long lists."""
        return BrowseService(self.session)

    @cached_property
    def dossiers(self) -> DossierService:
        """All about one record."""
        return DossierService(self.session)

    @cached_property
    def doors(self) -> DoorMatrixService:
        """The matrix of doors."""
        return DoorMatrixService(self.session)

    @cached_property
    def rooms(self) -> RoomService:
        """Doors that the register lacks."""
        return RoomService(self.session)

    @cached_property
    def persons(self) -> PersonService:
        """Who sits at the store of an office."""
        return PersonService(self.session)

    @cached_property
    def audits(self) -> AuditService:
        """Who has seen what in full."""
        return AuditService(self.session)

    @cached_property
    def batch_undo(self) -> BatchUndoService:
        """Taking whole batches back."""
        return BatchUndoService(self.session)

    @cached_property
    def revoking(self) -> RevokingService:
        """Computers of workers that are lost or replaced."""
        return RevokingService(self.session)

    @cached_property
    def entrusting(self) -> EntrustingService:
        """Who looks after which grids."""
        return EntrustingService(self.session)

    @cached_property
    def district(self) -> DistrictService:
        """The office above this one."""
        return DistrictService(self.session)

    @cached_property
    def backups(self) -> BackupService:
        """Proved backups."""
        return BackupService(self.session)

    @cached_property
    def unsaved(self) -> UnsavedService:
        """What is typed and not saved yet."""
        return UnsavedService(self.session)

    @cached_property
    def quick_lines(self) -> QuickLineService:
        """One line that says it all."""
        return QuickLineService(self.session)

    @cached_property
    def phrases(self) -> PhraseService:
        """What one writes again and again."""
        return PhraseService(self.session)

    @cached_property
    def finding(self) -> FindingService:
        """The search box."""
        return FindingService(self.session)

    @cached_property
    def references(self) -> ReferenceService:
        """What references in forms may mean."""
        return ReferenceService(self.session)

    @cached_property
    def members(self) -> MemberService:
        """Who lives where a visit is made."""
        return MemberService(self.session)

    @cached_property
    def repeating(self) -> RepeatService:
        """The visit before."""
        return RepeatService(self.session)

    @cached_property
    def assignees(self) -> AssigneeService:
        """Whom a case may be passed on to."""
        return AssigneeService(self.session)

    @cached_property
    def undo(self) -> UndoService:
        """Undo and redo."""
        return UndoService(self.session)

    @cached_property
    def batches_out(self) -> BatchExportService:
        """Handing over."""
        return BatchExportService(self.session)

    @cached_property
    def batches_in(self) -> BatchImportService:
        """Taking in."""
        return BatchImportService(self.session)

    @cached_property
    def mailbox(self) -> MailboxService:
        """The shared folder."""
        return MailboxService(self.session)

    @cached_property
    def batch_history(self) -> BatchHistoryService:
        """What went to and fro."""
        return BatchHistoryService(self.session)

    @cached_property
    def radar(self) -> RadarService:
        """Which numbers of each computer are here."""
        return RadarService(self.session)

    @cached_property
    def conflicts(self) -> ConflictService:
        """What two people said differently."""
        return ConflictService(self.session)

    @cached_property
    def enrolment(self) -> EnrolmentService:
        """How workers join."""
        return EnrolmentService(self.session)

    @cached_property
    def figures(self) -> FigureService:
        """The figures of a period."""
        return FigureService(self.session)

    @cached_property
    def ledgers(self) -> LedgerExportService:
        """Ledgers."""
        return LedgerExportService(self.session)

    @cached_property
    def reports(self) -> ReportExportService:
        """Reports and forms."""
        return ReportExportService(self.session)

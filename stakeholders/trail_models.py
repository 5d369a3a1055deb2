"""The tables of the trail: what every tracked row looked like, and the seals that chain it all."""

from collections.abc import Callable, Collection
from typing import TypeVar, cast

import pghistory
import pgtrigger
from django.db import models
from django.db.models import Func
from django.utils.translation import gettext_lazy as _
from pghistory.models import Event
from pghistory.trigger import Event as EventTrigger
from pgtrigger import compiler

from stakeholders.models import CapabilityLink, Invitation, Membership, Organisation, User
from stakeholders.trail_sql import TrailTriggerSql

M = TypeVar("M", bound=models.Model)


class TrailEvent(Event):
    """What a row looked like after it was made or changed, or before it was deleted; written by a trigger.

    Every tracked column may be null: that is what is left when its content has been erased (gallrad).
    """

    pgh_context: dict[str, int | None] | None  # {"user": id}; pghistory adds the column
    pgh_id = models.BigAutoField(primary_key=True)
    # Ties the event to the AuditEvent of the same transaction, which knows who asked for the change
    # also where no request did.
    pgh_transaction = models.BigIntegerField(
        db_default=Func(function="txid_current", output_field=models.BigIntegerField())
    )

    class Meta:
        abstract = True


class _TrailTrigger(EventTrigger):
    """pghistory's trigger, installed so that it can't be ignored."""

    def compile(self, model: models.Model) -> compiler.Trigger:
        compiled = super().compile(model)
        return compiler.Trigger(name=self.name, sql=TrailTriggerSql(**compiled.sql.kwargs))


class _Written:
    """Registers the trigger above where pghistory would register its own."""

    def add_event_trigger(self, event_model: type[TrailEvent]) -> None:
        trigger = _TrailTrigger(  # type: ignore[no-untyped-call]
            event_model=event_model,
            label=self.label,  # type: ignore[attr-defined]
            name=self.trigger_name,  # type: ignore[attr-defined]
            row=self.row,  # type: ignore[attr-defined]
            operation=self.operation,  # type: ignore[attr-defined]
            condition=self.condition,  # type: ignore[attr-defined]
            level=pghistory.Row,
        )
        pgtrigger.register(trigger)(event_model.pgh_tracked_model)


class _Insert(_Written, pghistory.InsertEvent):
    pass


class _Update(_Written, pghistory.UpdateEvent):
    pass


class _Delete(_Written, pghistory.DeleteEvent):
    pass


def tracked(
    *, exclude: Collection[str] = (), indexes: Collection[models.Index] = ()
) -> Callable[[type[M]], type[M]]:
    """Make the database keep every version of a model's rows, in a table `…event` beside it.

    `exclude` names fields that are never kept: secrets, and what ticks without meaning anything;
    `indexes` serve the questions of a history page.
    The migration that makes the event table ends with `stakeholders.trail_sql.append_only`.
    """

    def track(model: type[M]) -> type[M]:
        track_rows = pghistory.track(
            _Insert(),
            _Update(),
            _Delete(),
            exclude=list(exclude),
            base_model=TrailEvent,
            model_name=f"{model.__name__}Event",
            obj_field=pghistory.ObjForeignKey(related_name="+", db_index=True),
            context_field=pghistory.ContextJSONField(),
            context_id_field=None,  # type: ignore[arg-type]
            meta={"indexes": list(indexes)},
        )
        return cast(type[M], track_rows(model))

    return track


class TrailSeal(models.Model):
    """The seal on one row of the trail, chained to the seal before it.

    `digest` is SHA-256 over the salt and the row; `chained_hash` over the previous seal's and everything
    here but the salt.  When a row's content is erased the salt goes too, so that nobody can guess the
    content from the digest; the chain still holds.
    """

    sequence = models.BigIntegerField(primary_key=True)
    table = models.CharField(max_length=63)
    row_id = models.BigIntegerField()
    salt = models.BinaryField(null=True)
    digest = models.BinaryField()
    chained_hash = models.BinaryField()
    sealed_at = models.DateTimeField()

    class Meta:
        ordering = ("sequence",)
        verbose_name = _("försegling")
        verbose_name_plural = _("förseglingar")
        constraints = [models.UniqueConstraint(fields=["table", "row_id"], name="trail_row_sealed_once")]

    def __str__(self) -> str:
        return f"{self.sequence} {self.table} {self.row_id}"


tracked()(Organisation)
tracked()(Membership)
tracked()(Invitation)
tracked(exclude=["password", "last_login"])(User)
# The digest of a link's secret is a secret's shadow: nothing of it is kept.
tracked(exclude=["token_hash"])(CapabilityLink)

"""Who gets which answer at which address: one table, and a proof that no address is missing from it.

The table is written by hand and knows nothing of `stakeholders.policy`: a right that changes there
must be changed here too.
"""

import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.http import HttpResponseBase
from django.shortcuts import resolve_url
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from assessments.models import Party, PastedYear
from assessments.special_models import SpecialEvent
from incidents.models import Incident, Report
from measures.answers import issue_answer_link
from measures.models import ActionPlan, Indicator, LawItem, Measure, MeasureDocument, Problem
from places.models import (
    AgreementLevel,
    Area,
    AreaKind,
    AreaPart,
    AreaRelation,
    Basis,
    CollaborationModel,
    DesignationKind,
    GroupKind,
    MandateKind,
    Phase,
    Place,
    PlaceCollaboration,
    Programme,
)
from reports.edition_models import Edition
from reports.editions import start_edition
from reports.models import ReportJob, Stage, Status
from reports.records_models import RecordsRequest, RequestStatus
from stakeholders.links import Issued, issue_link
from stakeholders.models import (
    Invitation,
    LinkPurpose,
    Membership,
    Organisation,
    OrganisationType,
    Role,
    User,
)
from tests.factories import (
    make_area,
    make_assessment,
    make_district,
    make_incident,
    make_member,
    make_observation,
    make_organisation,
    make_photo,
    make_place,
    make_user,
    make_walk,
)
from tests.measures.making import make_document, make_indicator, make_measure, make_problem, make_step
from walks.models import Observation, Photo

WHO = [
    "anonymous", "admin", "coordinator", "police", "district_officer", "property_owner", "transit",
    "civil_society", "reporter", "reader", "elsewhere", "nobody",
]  # fmt: skip

# in: sent to the sign-in page.  elsewhere: a coordinator of another district.  nobody: without a membership.
# A method without a line is answered with 405, or with the sign-in page.  HEAD is as GET.
TABLE = """
                              ano  adm coo pol off own tra civ rep rea els nob
home                    GET   in   302 302 302 302 302 302 302 302 302 302 302
overview                GET   in   200 200 200 200 200 200 200 200 200 200 200
accessibility           GET   200  200 200 200 200 200 200 200 200 200 200 200
style                   GET   in   200 200 200 200 200 200 200 200 200 200 200
reports:find            GET   in   200 200 200 200 200 200 200 200 200 200 200
reports:find?del&q=no   GET   in   200 200 200 200 200 200 200 200 200 200 200
outbox                  GET   200  200 200 200 200 200 200 200 200 200 200 200
health                  GET   200  200 200 200 200 200 200 200 200 200 200 200
places:map              GET   in   200 200 200 200 200 200 200 200 200 200 200
places:area             GET   in   200 200 200 200 200 200 200 404 200 404 404
places:why              GET   in   200 200 200 200 200 200 200 404 200 404 404
assessments:now         GET   in   302 302 302 302 302 302 302 404 302 404 404
assessments:week        GET   in   200 200 200 200 200 200 200 404 200 404 404
assessments:week        POST  in   302 302 302 403 403 403 403 404 403 404 404
assessments:year_now    GET   in   302 302 302 302 302 302 302 404 302 404 404
assessments:year        GET   in   200 200 200 200 200 200 200 404 200 404 404
assessments:year?csv    GET   in   200 200 200 200 200 200 200 404 200 404 404
assessments:series      GET   in   200 200 200 200 200 200 200 404 200 404 404
assessments:year_paste  POST  in   200 200 200 403 403 403 403 404 403 404 404
assessments:year_undo   POST  in   302 302 302 403 403 403 403 404 403 404 404
assessments:week_confirm POST  in   302 302 302 403 403 403 403 404 403 404 404
assessments:week_close  POST  in   400 400 400 403 403 403 403 404 403 404 404
assessments:week_history GET   in   200 200 200 200 403 403 403 404 403 404 404
assessments:rules       GET   in   200 200 200 403 403 403 403 404 403 404 404
assessments:rules       POST  in   400 400 400 403 403 403 403 404 403 404 404
assessments:focus       GET   in   200 200 200 200 200 200 200 404 200 404 404
assessments:focus       POST  in   400 400 400 403 403 403 403 404 403 404 404
assessments:meeting     GET   in   200 200 200 403 403 403 403 404 403 404 404
assessments:meeting_done GET  in   200 200 200 403 403 403 403 404 403 404 404
assessments:meeting_area GET  in   200 200 200 403 403 403 403 404 403 404 404
assessments:meeting_area POST in   302 302 302 403 403 403 403 404 403 404 404
assessments:special_list GET  in   200 200 200 200 403 403 403 404 403 404 404
assessments:special_list POST in   400 400 400 403 403 403 403 404 403 404 404
assessments:special     GET   in   200 200 200 200 403 403 403 404 403 404 404
assessments:special     POST  in   400 400 400 403 403 403 403 404 403 404 404
incidents:report        GET   in   200 200 200 200 200 200 200 200 403 200 404
incidents:report        POST  in   400 400 400 400 400 400 400 400 403 400 404
incidents:similar       POST  in   200 200 200 200 200 200 200 200 403 200 404
incidents:ground        GET   in   200 200 200 200 200 200 200 200 403 200 404
incidents:mine          GET   in   200 200 200 200 200 200 200 200 403 200 404
incidents:receipt       GET   in   404 404 404 404 200 200 200 404 404 404 404
incidents:list          GET   in   200 200 200 200 200 200 403 404 403 404 404
incidents:export        GET   in   200 200 200 200 200 200 403 404 403 404 404
incidents:detail        GET   in   200 200 200 200 200 200 403 404 403 404 404
incidents:patterns      GET   in   200 200 200 200 200 200 403 404 403 404 404
incidents:sensitive     GET   in   200 200 200 200 200 200 200 404 200 404 404
incidents:sensitive?form=csv GET in 200 200 200 200 200 200 200 404 200 404 404
incidents:inbox         GET   in   200 200 200 403 403 403 403 404 403 404 404
incidents:inbox         POST  in   400 400 400 403 403 403 403 404 403 404 404
incidents:import        GET   in   200 200 200 403 403 403 403 404 403 404 404
incidents:import        POST  in   400 400 400 403 403 403 403 404 403 404 404
incidents:import_run    GET   in   404 404 404 403 403 403 403 404 403 404 404
incidents:import_undo   POST  in   404 404 404 403 403 403 403 404 403 404 404
incidents:undo          POST  in   404 404 404 403 403 403 403 404 403 404 404
places:place_list       GET   in   200 200 200 200 200 200 200 200 200 200 200
places:place_export     GET   in   200 200 200 200 200 200 200 200 200 200 200
places:law              GET   in   200 200 200 200 200 200 200 200 200 200 200
places:law_export       GET   in   200 200 200 200 200 200 200 200 200 200 200
places:place            GET   in   200 200 200 200 200 200 200 404 200 404 404
places:place_edit       GET   in   200 200 200 403 403 403 403 404 403 404 404
places:place_edit       POST  in   200 200 200 403 403 403 403 404 403 404 404
places:designation_add  GET   in   200 200 200 403 403 403 403 404 403 404 404
places:designation_add  POST  in   200 200 200 403 403 403 403 404 403 404 404
places:designation_end  GET   in   200 200 200 403 403 403 403 404 403 404 404
places:designation_end  POST  in   200 200 200 403 403 403 403 404 403 404 404
places:mandate_add      GET   in   200 200 200 403 403 403 403 404 403 404 404
places:mandate_add      POST  in   200 200 200 403 403 403 403 404 403 404 404
places:mandate_end      GET   in   200 200 200 403 403 403 403 404 403 404 404
places:mandate_end      POST  in   200 200 200 403 403 403 403 404 403 404 404
places:place_add        GET   in   200 200 200 403 403 403 403 404 403 200 404
places:place_add        POST  in   200 200 200 403 403 403 403 404 403 200 404
places:collaborations         GET  in   200 200 200 200 200 200 200 200 200 200 200
places:collaboration          GET  in   200 200 200 200 200 200 200 404 200 404 404
places:group                  GET  in   200 200 200 200 200 200 200 404 200 404 404
places:structure              GET  in   200 200 200 200 200 200 200 404 200 404 404
places:collaboration_add      GET  in   200 200 200 403 403 403 403 404 403 200 404
places:collaboration_add      POST in   200 200 200 403 403 403 403 404 403 200 404
places:programme_add          GET  in   200 200 200 403 403 403 403 404 403 200 404
places:programme_add          POST in   200 200 200 403 403 403 403 404 403 200 404
places:collaboration_edit     GET  in   200 200 200 403 403 403 403 404 403 404 404
places:collaboration_edit     POST in   200 200 200 403 403 403 403 404 403 404 404
places:decision_add           GET  in   200 200 200 403 403 403 403 404 403 404 404
places:decision_add           POST in   200 200 200 403 403 403 403 404 403 404 404
places:group_add              GET  in   200 200 200 403 403 403 403 404 403 404 404
places:group_add              POST in   200 200 200 403 403 403 403 404 403 404 404
places:group_edit             GET  in   200 200 200 403 403 403 403 404 403 404 404
places:group_edit             POST in   200 200 200 403 403 403 403 404 403 404 404
places:member_add             GET  in   200 200 200 403 403 403 403 404 403 404 404
places:member_add             POST in   200 200 200 403 403 403 403 404 403 404 404
places:member_end             GET  in   200 200 200 403 403 403 403 404 403 404 404
places:member_end             POST in   200 200 200 403 403 403 403 404 403 404 404
places:meeting_add            GET  in   200 200 200 403 403 403 403 404 403 404 404
places:meeting_add            POST in   200 200 200 403 403 403 403 404 403 404 404
places:meeting_edit           GET  in   200 200 200 403 403 403 403 404 403 404 404
places:meeting_edit           POST in   200 200 200 403 403 403 403 404 403 404 404
places:theme_edit             GET  in   200 200 200 403 403 403 403 404 403 404 404
places:theme_edit             POST in   200 200 200 403 403 403 403 404 403 404 404
places:agreement_edit         GET  in   200 200 200 403 403 403 403 404 403 404 404
places:agreement_edit         POST in   200 200 200 403 403 403 403 404 403 404 404
places:promise_edit           GET  in   200 200 200 403 403 403 403 404 403 404 404
places:promise_edit           POST in   200 200 200 403 403 403 403 404 403 404 404
places:promise_follow_up      GET  in   200 200 200 403 403 403 403 404 403 404 404
places:promise_follow_up      POST in   200 200 200 403 403 403 403 404 403 404 404
places:place_collaboration_add GET  in   200 200 200 403 403 403 403 404 403 404 404
places:place_collaboration_add POST in   200 200 200 403 403 403 403 404 403 404 404
places:area_collaboration_add GET  in   200 200 200 403 403 403 403 404 403 404 404
places:area_collaboration_add POST in   200 200 200 403 403 403 403 404 403 404 404
places:area_group_add         GET  in   200 200 200 403 403 403 403 404 403 404 404
places:area_group_add         POST in   200 200 200 403 403 403 403 404 403 404 404
places:theme_add              GET  in   200 200 200 403 403 403 403 404 403 404 404
places:theme_add              POST in   200 200 200 403 403 403 403 404 403 404 404
places:agreement_add          GET  in   200 200 200 403 403 403 403 404 403 404 404
places:agreement_add          POST in   200 200 200 403 403 403 403 404 403 404 404
places:promise_add            GET  in   200 200 200 403 403 403 403 404 403 404 404
places:promise_add            POST in   200 200 200 403 403 403 403 404 403 404 404
places:programme_edit         GET  in   200 200 403 403 403 403 403 404 403 404 404
places:programme_edit         POST in   200 200 403 403 403 403 403 404 403 404 404
places:programme              GET  in   200 200 200 200 200 200 200 404 200 404 404
places:factsheet              GET  in   200 200 200 200 200 200 200 404 200 404 404
places:publish                GET  in   200 200 200 403 403 403 403 404 403 404 404
places:publish                POST in   200 200 200 403 403 403 403 404 403 404 404
places:unpublish              POST in   302 302 302 403 403 403 403 404 403 404 404
places:public                 GET  in   404 404 404 404 404 404 404 404 404 404 404
places:tile                   GET  in   404 404 404 404 404 404 404 404 404 404 404
places:camera_register  GET   in   200 200 200 403 403 403 403 404 403 200 404
reports:walk_protocol   GET   in   200 200 200 200 200 200 200 404 200 404 404
walks:list              GET   in   200 200 200 200 200 200 200 404 200 404 404
walks:add               GET   in   200 200 200 200 403 403 403 404 403 404 404
walks:add               POST  in   400 400 400 400 403 403 403 404 403 404 404
walks:detail            GET   in   200 200 200 200 200 200 200 404 200 404 404
walks:edit              GET   in   200 200 200 200 403 403 403 404 403 404 404
walks:edit              POST  in   400 400 400 400 403 403 403 404 403 404 404
walks:people            GET   in   200 200 200 200 200 200 200 404 403 404 404
walks:people            POST  in   400 400 400 400 400 400 400 404 403 404 404
walks:status            POST  in   302 302 302 302 403 403 403 404 403 404 404
walks:checklist         GET   in   200 200 200 200 200 200 200 404 200 404 404
walks:calendar          GET   in   200 200 200 200 200 200 200 404 200 404 404
walks:follow_up         GET   in   200 200 200 200 200 200 200 404 200 404 404
walks:observation_add   GET   in   200 200 200 200 200 200 200 404 403 404 404
walks:observation_add   POST  in   400 400 400 400 400 400 400 404 403 404 404
walks:observation       GET   in   200 200 200 200 200 200 200 404 200 404 404
walks:observation       POST  in   400 400 400 400 403 403 403 404 403 404 404
walks:observation_edit  GET   in   200 200 200 200 200 200 200 404 403 404 404
walks:observation_edit  POST  in   400 400 400 400 400 400 400 404 403 404 404
walks:scores            GET   in   200 200 200 200 200 200 200 404 403 404 404
walks:scores            POST  in   302 302 302 302 302 302 302 404 403 404 404
walks:photos            GET   in   200 200 200 200 200 200 200 404 403 404 404
walks:photo_cover       GET   in   200 200 200 200 200 200 200 404 403 404 404
walks:photo_cover       POST  in   400 400 400 400 400 400 400 404 403 404 404
walks:reader_add        GET   in   200 200 200 200 403 403 403 404 403 404 404
walks:reader_add        POST  in   400 400 400 400 403 403 403 404 403 404 404
walks:tell              POST  in   302 302 302 302 403 403 403 404 403 404 404
walks:photo             GET   in   200 200 200 200 200 200 200 404 200 404 404
walks:photo_remove      POST  in   302 302 302 302 302 302 302 404 403 404 404
walks:field             GET   in   200 200 200 200 200 200 200 404 403 404 404
walks:pack              POST  in   200 200 200 200 200 200 200 404 403 404 404
walks:shell             GET   200  200 200 200 200 200 200 200 200 200 200 200
walks:service_worker    GET   200  200 200 200 200 200 200 200 200 200 200 200
walks:manifest          GET   200  200 200 200 200 200 200 200 200 200 200 200
walks:invite            GET   in   200 200 200 200 403 403 403 404 403 404 404
walks:invite            POST  in   400 400 400 400 403 403 403 404 403 404 404
walks:invitation        GET   200  200 200 200 200 200 200 200 200 200 200 200
walks:invitation_calendar GET 200  200 200 200 200 200 200 200 200 200 200 200
walks:answers           GET   200  200 200 200 200 200 200 200 200 200 200 200
walks:answers           POST  200  200 200 200 200 200 200 200 200 200 200 200
walks:upload            POST  400  400 400 400 400 400 400 400 400 400 400 400
measures:list           GET   in   200 200 200 200 200 200 200 200 200 200 200
measures:export         GET   in   200 200 200 200 200 200 200 200 200 200 200
measures:quick          GET   in   200 200 200 200 403 403 403 404 403 200 404
measures:quick          POST  in   200 200 200 200 403 403 403 404 403 200 404
measures:create         GET   in   200 200 200 200 403 403 403 404 403 200 404
measures:create         POST  in   200 200 200 200 403 403 403 404 403 200 404
measures:from_observation GET  in   200 200 200 200 403 403 403 404 403 404 404
measures:from_observation POST in   200 200 200 200 403 403 403 404 403 404 404
measures:promises       GET   in   200 200 200 200 200 200 200 404 200 404 404
measures:promises_publish POST in   404 404 404 404 404 404 404 404 403 404 404
measures:measure        GET   in   200 200 200 200 200 200 200 404 404 404 404
measures:edit           GET   in   200 200 200 200 200 200 200 404 404 404 404
measures:edit           POST  in   200 200 200 200 200 200 200 404 404 404 404
measures:status         POST  in   400 400 400 400 400 400 400 404 404 404 404
measures:activity       POST  in   400 400 400 400 400 400 400 404 404 404 404
measures:occurrence     POST  in   404 404 404 404 404 404 404 404 404 404 404
measures:funding        GET   in   200 200 200 200 200 200 200 404 404 404 404
measures:funding        POST  in   200 200 200 200 200 200 200 404 404 404 404
reports:law_check       GET   in   200 200 200 200 200 200 200 404 200 404 404
measures:effect         GET   in   200 200 200 200 403 403 403 404 404 404 404
measures:effect         POST  in   200 200 200 200 403 403 403 404 404 404 404
measures:foresight      GET   in   200 200 200 200 403 403 403 404 404 404 404
measures:foresight      POST  in   200 200 200 200 403 403 403 404 404 404 404
measures:library        GET   in   200 200 200 200 200 200 200 200 200 200 200
measures:document_add   GET   in   200 200 200 200 200 200 200 404 404 404 404
measures:document_add   POST  in   200 200 200 200 200 200 200 404 404 404 404
measures:document       GET   in   200 200 200 200 200 200 200 404 404 404 404
measures:document_remove POST in   302 302 302 302 302 302 302 404 404 404 404
measures:model_steps    GET   in   200 200 200 200 200 200 200 404 200 404 404
measures:steps_fill     POST  in   302 302 302 403 403 403 403 404 403 404 404
measures:step_add       GET   in   200 200 200 403 403 403 403 404 403 404 404
measures:step_add       POST  in   200 200 200 403 403 403 403 404 403 404 404
measures:step_edit      GET   in   200 200 200 403 403 403 403 404 403 404 404
measures:step_edit      POST  in   200 200 200 403 403 403 403 404 403 404 404
measures:answer         GET   200  200 200 200 200 200 200 200 200 200 200 200
measures:answer         POST  200  200 200 200 200 200 200 200 200 200 200 200
measures:remind         POST  in   302 302 302 302 403 403 403 404 404 404 404
measures:problems       GET   in   200 200 200 200 200 200 200 200 200 200 200
measures:problem_create GET   in   200 200 200 200 403 403 403 404 403 200 404
measures:problem_create POST  in   200 200 200 200 403 403 403 404 403 200 404
measures:problem        GET   in   200 200 200 200 200 200 200 404 404 404 404
measures:problem_edit   GET   in   200 200 200 200 403 403 403 404 404 404 404
measures:problem_edit   POST  in   200 200 200 200 403 403 403 404 404 404 404
reports:grant           GET   in   200 200 200 200 403 403 403 404 404 404 404
reports:grant_docx      GET   in   200 200 200 200 403 403 403 404 404 404 404
measures:evidence       GET   in   200 200 200 200 403 403 403 404 404 404 404
measures:evidence       POST  in   200 200 200 200 403 403 403 404 404 404 404
measures:cause          GET   in   200 200 200 200 403 403 403 404 404 404 404
measures:cause          POST  in   200 200 200 200 403 403 403 404 404 404 404
measures:indicator      GET   in   200 200 200 200 403 403 403 404 404 404 404
measures:indicator      POST  in   200 200 200 200 403 403 403 404 404 404 404
measures:reading        GET   in   200 200 200 200 403 403 403 404 404 404 404
measures:reading        POST  in   200 200 200 200 403 403 403 404 404 404 404
measures:plans          GET   in   200 200 200 200 200 200 200 200 200 200 200
measures:plan_create    GET   in   200 200 403 403 403 403 403 404 403 200 404
measures:plan_create    POST  in   200 200 403 403 403 403 403 404 403 200 404
measures:plan           GET   in   200 200 200 200 200 200 200 404 404 404 404
reports:plan_pdf        GET   in   200 200 200 200 200 200 200 404 404 404 404
reports:plan_xlsx       GET   in   200 200 200 200 200 200 200 404 404 404 404
reports:plan_csv        GET   in   200 200 200 200 200 200 200 404 404 404 404
measures:law_add        GET   in   200 200 403 403 403 403 403 404 403 404 404
measures:law_add        POST  in   200 200 403 403 403 403 403 404 403 404 404
measures:law_item       GET   in   200 200 200 200 200 200 200 404 200 404 404
measures:plan_edit      GET   in   200 200 403 403 403 403 403 404 404 404 404
measures:plan_edit      POST  in   200 200 403 403 403 403 403 404 404 404 404
measures:plan_move      POST  in   400 400 403 403 403 403 403 404 404 404 404
measures:plan_version   POST  in   302 302 403 403 403 403 403 404 404 404 404
indicators:compstat     GET   in   200 200 200 200 200 200 200 404 200 404 404
indicators:compstat?csv GET   in   200 200 200 200 200 200 200 404 200 404 404
indicators:compstat_paste GET   in   200 200 200 403 403 403 403 404 403 404 404
indicators:compstat_paste POST  in   200 200 200 403 403 403 403 404 403 404 404
indicators:official     GET   in   200 200 200 200 200 200 200 404 200 404 404
indicators:official     POST  in   302 302 302 403 403 403 403 404 403 404 404
indicators:official_import GET  in   200 200 200 403 403 403 403 404 403 404 404
indicators:official_import POST in   200 200 200 403 403 403 403 404 403 404 404
indicators:compare      GET   in   200 200 200 200 200 200 200 404 200 404 404
indicators:compare      POST  in   302 302 302 403 403 403 403 404 403 404 404
indicators:surveys      GET   in   200 200 200 200 200 200 200 404 200 404 404
indicators:survey_paste GET   in   200 200 200 403 403 403 403 404 403 404 404
indicators:survey_paste POST  in   200 200 200 403 403 403 403 404 403 404 404
indicators:series       GET   in   200 200 200 200 200 200 200 404 200 404 404
indicators:series?csv   GET   in   200 200 200 200 200 200 200 404 200 404 404
indicators:series_edit  GET   in   200 200 200 403 403 403 403 404 403 404 404
indicators:series_edit  POST  in   200 200 200 403 403 403 403 404 403 404 404
retention:page          GET   in   200 403 403 403 403 403 403 404 403 404 404
retention:page          POST  in   404 403 403 403 403 403 403 404 403 404 404
reports:read_log        GET   in   200 403 403 403 403 403 403 404 403 404 404
reports:week_papers     POST  in   302 302 302 403 403 403 403 404 403 404 404
reports:records         GET   in   200 200 403 403 403 403 403 404 403 404 404
reports:records         POST  in   400 400 403 403 403 403 403 404 403 404 404
reports:records_request GET   in   200 200 403 403 403 403 403 404 403 404 404
reports:records_request POST  in   400 400 403 403 403 403 403 404 403 404 404
reports:records_csv     GET   in   200 200 403 403 403 403 403 404 403 404 404
reports:records_json    GET   in   200 200 403 403 403 403 403 404 403 404 404
reports:situation       GET   in   200 200 200 200 200 200 200 404 200 404 404
reports:situation?figur=remsor&form=csv GET in 200 200 200 200 200 200 200 404 200 404 404
reports:handover        GET   in   200 200 200 200 403 403 403 404 403 404 404
reports:list            GET   in   200 200 200 200 200 200 200 404 200 404 404
reports:list            POST  in   302 302 403 403 403 403 403 404 403 404 404
reports:job             GET   in   200 200 200 200 200 200 200 404 200 404 404
reports:status          GET   in   200 200 200 200 200 200 200 404 200 404 404
reports:download        GET   in   200 200 200 200 200 200 200 404 200 404 404
reports:cancel          POST  in   302 302 403 403 403 403 403 404 403 404 404
reports:period          GET   in   200 200 200 200 200 200 200 404 200 404 404
reports:period_pdf      GET   in   200 200 200 200 200 200 200 404 200 404 404
reports:edition_start   POST  in   302 302 302 302 403 403 403 404 403 404 404
reports:edition         GET   in   200 200 200 200 404 404 404 404 404 404 404
reports:edition_section GET   in   200 200 200 200 403 403 403 404 403 404 404
reports:edition_section POST  in   400 400 400 400 403 403 403 404 403 404 404
reports:edition_arrange POST  in   302 302 302 302 403 403 403 404 403 404 404
reports:edition_comment POST  in   400 400 400 400 403 403 403 404 403 404 404
reports:edition_boxes   POST  in   404 404 404 404 403 403 403 404 403 404 404
reports:edition_own     GET   in   200 200 200 200 403 403 403 404 403 404 404
reports:edition_own     POST  in   400 400 400 400 403 403 403 404 403 404 404
reports:edition_basis   GET   in   200 200 200 200 403 403 403 404 403 404 404
reports:edition_basis   POST  in   400 400 400 400 403 403 403 404 403 404 404
reports:edition_findings GET  in   200 200 200 200 403 403 403 404 403 404 404
reports:edition_findings POST in   302 302 302 302 403 403 403 404 403 404 404
reports:edition_step    POST  in   404 404 404 404 403 403 403 404 403 404 404
reports:edition_read    GET   in   200 200 200 200 404 404 404 404 404 404 404
reports:edition_easy    GET   in   200 200 200 200 404 404 404 404 404 404 404
reports:edition_docx    GET   in   200 200 200 200 404 404 404 404 404 404 404
reports:edition_xlsx    GET   in   200 200 200 200 404 404 404 404 404 404 404
reports:edition_csv     GET   in   200 200 200 200 404 404 404 404 404 404 404
reports:edition_changed GET   in   404 404 404 404 403 403 403 404 403 404 404
reports:edition_verify  GET   in   200 200 200 200 404 404 404 404 404 404 404
reports:edition_verify  POST  in   400 400 400 400 404 404 404 404 404 404 404
stakeholders:invitation GET   200  200 200 200 200 200 200 200 200 200 200 200
stakeholders:invitation POST  200  200 200 200 200 200 200 200 200 200 200 200
stakeholders:list       GET   in   200 200 200 200 200 200 200 200 200 200 200
stakeholders:detail     GET   in   200 200 200 200 200 200 200 404 200 404 404
stakeholders:add        GET   in   200 403 403 403 403 403 403 403 403 403 404
stakeholders:add        POST  in   400 403 403 403 403 403 403 403 403 403 404
stakeholders:links      GET   in   200 403 403 403 403 403 403 403 403 403 404
stakeholders:link_revoke        POST  in  302 403 403 403 403 403 403 404 403 404 404
stakeholders:invitation_resend  POST  in  302 403 403 403 403 403 403 404 403 404 404
stakeholders:membership  GET  in   200 403 403 403 403 403 403 404 403 404 404
stakeholders:membership  POST in   400 403 403 403 403 403 403 404 403 404 404
stakeholders:person_leave  GET   in  200 403 403 403 403 403 403 404 403 404 404
stakeholders:person_leave  POST  in  400 403 403 403 403 403 403 404 403 404 404
stakeholders:tie_end    GET   in   200 403 403 403 403 403 403 404 403 404 404
stakeholders:tie_end    POST  in   400 403 403 403 403 403 403 404 403 404 404
stakeholders:invite     GET   in   200 403 403 403 403 403 403 404 403 404 404
stakeholders:invite     POST  in   400 403 403 403 403 403 403 404 403 404 404
stakeholders:tie        GET   in   200 403 403 403 403 403 403 404 403 404 404
stakeholders:tie        POST  in   400 403 403 403 403 403 403 404 403 404 404
stakeholders:leave      GET   in   200 403 403 403 403 403 403 404 403 404 404
stakeholders:leave      POST  in   400 403 403 403 403 403 403 404 403 404 404
"""

# What a person does with their own account: the same for every role, so these are held as a group.
OWN_ACCOUNT = ("account_", "mfa_", "openid_connect_")
OWN_ACCOUNT_NAMES = {"sessions", "unsent"}
# The ways in: those of the group that somebody who is not signed in must reach.
OPEN = {
    "account_login", "account_logout", "account_inactive", "account_reset_password",
    "account_reset_password_done", "account_reset_password_from_key", "account_reset_password_from_key_done",
    "mfa_authenticate", "mfa_login_webauthn", "openid_connect_login", "openid_connect_callback",
}  # fmt: skip

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "BREW")
ANSWERS = {"GET", "POST"}


def rows() -> Iterator[tuple[str, str, dict[str, str]]]:
    for line in TABLE.strip().splitlines()[1:]:
        name, method, *answers = line.split()
        yield name, method, dict(zip(WHO, answers, strict=True))


# Pages of `places` whose slug is an area's.
OF_AN_AREA = {
    "places:area", "places:why", "places:structure", "places:area_collaboration_add", "places:area_group_add",
    "places:theme_add", "places:agreement_add", "places:promise_add",
}  # fmt: skip
# Open to whoever holds the address: its token is the right.
BY_TOKEN = {
    "stakeholders:invitation", "walks:answers", "walks:invitation", "walks:invitation_calendar", "walks:upload",
    "measures:answer",
}  # fmt: skip
EXPECTED = {(name, method): answers for name, method, answers in rows()}
DOORS = list(dict.fromkeys(name for name, _method in EXPECTED))


@dataclass(frozen=True)
class Work:
    """A problem with a goal, the party's own measure against it with a link for its answer, and a draft plan."""

    problem: Problem
    indicator: Indicator
    measure: Measure
    plan: ActionPlan
    answer: Issued
    document: MeasureDocument

    def key(self, name: str) -> int | None:
        """The key of what an address of the room is about."""
        about: dict[str, int] = dict.fromkeys(
            (
                "measure",
                "edit",
                "status",
                "activity",
                "occurrence",
                "funding",
                "effect",
                "foresight",
                "remind",
                "document_add",
            ),
            self.measure.pk,
        )
        about |= dict.fromkeys(
            ("problem", "problem_edit", "evidence", "cause", "indicator", "reading"), self.problem.pk
        )
        about |= dict.fromkeys(("plan", "plan_edit", "plan_move", "plan_version"), self.plan.pk)
        return about.get(name.partition(":")[2]) if name.startswith("measures:") else None


@dataclass(frozen=True)
class Side:
    """A district with one of everything that has an address."""

    district: Area
    job: ReportJob
    party: Organisation  # one that takes part there, and its person, tie and invitation
    office: Organisation  # the one that answers for it
    member: Membership
    tie: AreaRelation
    invited: Issued
    place: Place  # with a designation and a mandate
    joint: (
        PlaceCollaboration  # around the place, in a programme, with a group that has a member and a meeting
    )
    asked: RecordsRequest
    special: SpecialEvent
    pasted: PastedYear
    seen: Observation  # on a walk
    photo: Photo
    answers: Issued
    upload: Issued
    walk_invitation: Issued
    work: Work
    incident: Incident  # shared with all parties, reported by the party
    edition: Edition  # a draft

    @property
    def sent(self) -> Report:
        assert self.incident.report is not None
        return self.incident.report

    def _key(self, door: str) -> int:
        """The key of what the address is about."""
        room, _, name = door.partition(":")
        if room == "walks" or door in {"reports:walk_protocol", "measures:from_observation"}:
            return self._key_on_walk(door)
        if name == "law_item":
            return self.district.law_items.get().pk
        if name in {"plan_pdf", "plan_xlsx", "plan_csv"}:
            return self.work.plan.pk
        if name in {"grant", "grant_docx"}:
            return self.work.problem.pk
        if name in {"model_steps", "steps_fill", "step_add", "step_edit"}:
            return self.joint.pk
        if room == "measures":
            return self.work.key(door) or self.party.pk
        if room == "incidents":
            return self.incident.pk
        group = self.joint.groups.get()
        keys = {
            "link_revoke": self.invited.link.pk,
            "invitation_resend": self.invited.link.pk,
            "membership": self.member.pk,
            "person_leave": self.member.pk,
            "tie_end": self.tie.pk,
            "designation_end": self.place.designations.get().pk,
            "mandate_end": self.place.mandates.get().pk,
            "special": self.special.pk,
            "year_undo": self.pasted.pk,
            "theme_edit": self.district.themes.get().pk,
            "agreement_edit": self.district.agreements.get().pk,
            "promise_edit": self.district.promises.get().pk,
            "promise_follow_up": self.district.promises.get().pk,
            **dict.fromkeys(("programme", "programme_edit"), self.joint.programme_id),
            **dict.fromkeys(
                ("collaboration", "collaboration_edit", "decision_add", "group_add"), self.joint.pk
            ),
            **dict.fromkeys(
                ("group", "group_edit", "member_add", "member_end", "meeting_add", "meeting_edit"), group.pk
            ),
        }
        return keys.get(name) or self.party.pk

    def address(self, door: str, **instead: object) -> str:
        """The address of the door here, with some of its parts exchanged."""
        name, _, query = door.partition("?")
        group = self.joint.groups.get()
        tokens = {
            "walks:answers": self.answers.token,
            "walks:upload": self.upload.token,
            **dict.fromkeys(("walks:invitation", "walks:invitation_calendar"), self.walk_invitation.token),
            "measures:answer": self.work.answer.token,
        }
        of_a_place = name.startswith("places:") and name not in OF_AN_AREA
        known: dict[str, object] = {
            "slug": self.place.slug if of_a_place else self.district.slug,
            "form": "csv",
            **dict.fromkeys("zxy", 0),
            "member_id": group.members.get().pk,
            "meeting_id": group.meetings.get().pk,
            "request_id": self.asked.public_id,
            "week": "2024-W10",
            "part": Area.objects.get(parent=self.district).slug,
            "year": 2024,
            "job_id": self.job.public_id,
            "photo_id": self.photo.public_id,
            "size": "liten",
            "indicator_pk": self.work.indicator.pk,
            "step_pk": self.joint.model_steps.get().pk,
            "public_id": self.work.document.public_id,
            "token": tokens.get(name, self.invited.token),
            "edition_id": self.edition.public_id,
            "key": "bedomning"
            if name.startswith("reports:edition")
            else "2024-T1"
            if name.startswith("reports:period")
            else self.sent.key,
            "step": "okant",
            "pk": self._key(name),
        }
        parts = {key: (known | instead)[key] for key in parameters(name)}
        return reverse(name, kwargs=parts) + (f"?{query}" if query else "")

    def _key_on_walk(self, name: str) -> int:
        of_observation = name.startswith("walks:observation") and name != "walks:observation_add"
        return self.seen.pk if of_observation or name.endswith("observation") else self.seen.walk_id


def named_urls() -> dict[str, URLPattern]:
    """Every address there is, by its full name; its route where it has none."""

    def walk(patterns: list[URLPattern | URLResolver], space: str) -> Iterator[tuple[str, URLPattern]]:
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                deeper = f"{space}{pattern.namespace}:" if pattern.namespace else space
                yield from walk(pattern.url_patterns, deeper)
            else:
                yield (f"{space}{pattern.name}" if pattern.name else str(pattern.pattern)), pattern

    return dict(walk(get_resolver().url_patterns, ""))


def parameters(name: str) -> dict[str, Any]:
    return dict(named_urls()[name].pattern.converters)


def is_own_account(name: str) -> bool:
    return name.startswith(OWN_ACCOUNT) or name in OWN_ACCOUNT_NAMES


def parts(door: str) -> set[str]:
    """What in the door's address names an object."""
    return set(parameters(door.partition("?")[0])) - {"form", "size", "step"}


def make_side() -> Side:
    district = make_district("Norra")
    make_assessment(area=Area.objects.get(parent=district))
    job = ReportJob(
        area=district,
        year=2024,
        ordered_by=make_user(),
        status=Status.DONE,
        stage=Stage.KEEPING,
        finished_at=timezone.now(),
        size=9,
        sha256="a" * 64,
        pages=1,
    )
    job.file.save("lagesbild.pdf", ContentFile(b"%PDF-1.7\n"))
    tie = tied(district, "partner")
    party = tie.organisation
    member = make_member(Role.PROPERTY_OWNER, party).memberships.get()
    invitation = Invitation.objects.create(
        email=f"{district.slug}@example.org", organisation=party, role=Role.PROPERTY_OWNER
    )
    invited = issue_link(by=None, purpose=LinkPurpose.INVITATION, target=invitation, organisation=party)
    place = make_place(geometry=district.geometry.centroid)
    since = date(2020, 1, 1)
    place.designations.create(
        kind=DesignationKind.OPEN_DRUG_SCENE, name=place.name, source="Test", valid_from=since
    )
    place.mandates.create(organisation=party, kind=MandateKind.OWNS, basis=Basis.OWNERSHIP, valid_from=since)
    office = tied(district, "own", OrganisationType.DISTRICT_ADMINISTRATION).organisation
    special = SpecialEvent.objects.create(
        district=district, title="Brand", party=Party.POLICE, opened_by=make_user(), opened_at=timezone.now()
    )
    seen = make_observation(walk=make_walk(area=district, organiser=office))
    reader = seen.walk.readers.create(email=f"{district.slug}@example.com")
    report = Report.objects.create(organisation=party, role=Role.PROPERTY_OWNER, by=member.user)
    incident = make_incident(
        area=Area.objects.get(parent=district), visibility="all_parties", owner=party, report=report
    )
    return Side(
        district=district,
        job=job,
        party=party,
        office=office,
        member=member,
        tie=tie,
        invited=invited,
        place=place,
        joint=make_joint_work(place, district, office),
        asked=make_decided_request(office, district),
        special=special,
        pasted=PastedYear.objects.create(
            district=district, iso_year=2024, by=member.user, made_at=timezone.now(), before=[]
        ),
        seen=seen,
        photo=make_photo(seen),
        answers=issue_link(by=None, purpose=LinkPurpose.WALK_ANSWERS, target=reader, organisation=office),
        upload=issue_link(by=None, purpose=LinkPurpose.WALK_UPLOAD, target=seen.walk, organisation=office),
        walk_invitation=issue_link(
            by=None, purpose=LinkPurpose.WALK_INVITATION, target=seen.walk, organisation=office
        ),
        work=make_work(district, party, office),
        incident=incident,
        edition=start_edition(area=district, year=2024, by=None),
    )


def make_work(district: Area, party: Organisation, office: Organisation) -> Work:
    problem = make_problem(area=district, owner=office)
    measure = make_measure(area=district, owner=party, status="ongoing")
    LawItem.objects.create(
        area=district, owner=office, kind="council", name="Rådet", decided_on=date(2024, 1, 1), decided_by="Nämnden"
    )  # fmt: skip
    plan = ActionPlan.objects.create(
        name="Åtgärdsplan",
        area=district,
        owner=office,
        period_from=date(2024, 1, 1),
        period_to=date(2024, 12, 31),
    )
    answer = issue_answer_link(measure, by=None)
    return Work(problem, make_indicator(problem), measure, plan, answer, make_document(measure))


def make_joint_work(place: Place, district: Area, office: Organisation) -> PlaceCollaboration:
    """A collaboration of a programme, with a group; and a theme, an agreement and a promise in the district."""
    since = date(2020, 1, 1)
    programme = Programme.objects.create(name=f"Program {place.pk}", started_on=since, source="Test")
    programme.partners.add(office)
    work = PlaceCollaboration.objects.create(
        place=place, programme=programme, name="Samverkan", model=CollaborationModel.OTHER,
        phase=Phase.INITIATION, started_on=since, source="Test",
    )  # fmt: skip
    group = work.groups.create(name="Arbetsgrupp", kind=GroupKind.WORKING)
    make_step(work)
    group.members.create(organisation=office, valid_from=since)
    group.meetings.create(held_on=since)
    district.themes.create(name="Platser")
    district.agreements.create(
        name="Överenskommelse", level=AgreementLevel.LOCAL, valid_from=since, source="Test"
    )
    district.promises.create(text="Vi kommer.", valid_from=since)
    return work


def make_decided_request(office: Organisation, district: Area) -> RecordsRequest:
    """A records request that found nothing, decided: its files can be fetched."""
    person, now = make_user(), timezone.now()
    released = {
        "request": "",
        "authority": office.name,
        "decided_at": now.isoformat(),
        "records": [],
        "withheld": [],
    }
    return RecordsRequest.objects.create(
        authority=office, district=district, area=district, received_on=now.date(), registered_by=person,
        status=RequestStatus.DECIDED, decided_by=person, decided_at=now, released=released, sha256="a" * 64,
    )  # fmt: skip


def tied(area: Area, kind: str, org_type: str = OrganisationType.OTHER) -> AreaRelation:
    organisation = make_organisation(org_type=org_type)
    return AreaRelation.objects.create(
        organisation=organisation, area=area, kind=kind, valid_from=date(2020, 1, 1)
    )


def form_fields(html: str) -> dict[str, str]:
    """What a page's forms would post as they stand: text, what is hidden and what is chosen."""
    found = {}
    for tag in re.findall(r"<input\b[^>]*>", html):
        named = dict(re.findall(r'(\w+)="([^"]*)"', tag))
        chosen = named.get("type") not in {"radio", "checkbox"} or " checked" in tag
        if "name" in named and chosen:
            found[named["name"]] = named.get("value", "")
    return found


@dataclass(frozen=True)
class Scene:
    here: Side
    there: Side
    people: dict[str, User | None]

    def fields(self, side: Side) -> dict[str, str]:
        """What somebody at home on that side would post: the week's form, an order, a day that has been."""
        browser = self.client("coordinator" if side is self.here else "elsewhere")
        week = browser.get(side.address("assessments:week"))
        return form_fields(week.content.decode()) | {"year": "2024", "last_day": "1999-01-01"}

    def client(self, who: str) -> Client:
        browser, person = Client(raise_request_exception=False), self.people[who]
        if person is not None:
            browser.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[0])
        return browser


@pytest.fixture
def scene(db: None, settings: Any) -> Scene:
    """Two districts in different police areas; everybody but `elsewhere` and `nobody` takes part in the first."""
    settings.DEMO = True  # the Utkorg exists
    here, there = make_side(), make_side()
    police_area = make_area(kind=AreaKind.LOCAL_POLICE_AREA)
    AreaPart.objects.create(whole=police_area, part=here.district)
    police = tied(police_area, "own").organisation
    homes = {Role.POLICE: police} | dict.fromkeys(
        (Role.ADMIN, Role.COORDINATOR, Role.DISTRICT_OFFICER, Role.REPORTER), here.office
    )
    people: dict[str, User | None] = {
        role.value: make_member(role, homes.get(role, here.party)) for role in Role
    }
    people["elsewhere"] = make_member(Role.COORDINATOR, there.office)
    return Scene(here, there, people | {"nobody": make_user(), "anonymous": None})


def ask(
    browser: Client, method: str, address: str, fields: dict[str, str] | None = None, **headers: str
) -> HttpResponseBase:
    if method in ANSWERS:
        return getattr(browser, method.lower())(address, fields, headers=headers)  # type: ignore[no-any-return]
    return browser.generic(method, address, headers=headers)


def page(answer: HttpResponseBase) -> str:
    """The page without what differs from one answer to the next."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode())  # type: ignore[attr-defined]


def told(answer: HttpResponseBase) -> str:
    """The status, or 'in' for the sign-in page."""
    if answer.status_code == 302 and answer["Location"].startswith(resolve_url(settings.LOGIN_URL)):
        return "in"
    return str(answer.status_code)


def wanted(door: str, method: str, who: str) -> str:
    line = EXPECTED.get((door, "GET" if method == "HEAD" else method))
    if line is not None:
        return line[who]
    shut = any(answers["anonymous"] == "in" for (name, _), answers in EXPECTED.items() if name == door)
    return "in" if who == "anonymous" and shut else "405"


def differences(
    scene: Scene, doors: list[str], people: list[str], methods: tuple[str, ...], **headers: str
) -> list[str]:
    found = []
    posted = scene.fields(scene.here)
    for who in people:
        browser = scene.client(who)
        for door in doors:
            for method in methods:
                fields = posted if method == "POST" else None
                answer = told(ask(browser, method, scene.here.address(door), fields, **headers))
                if answer != wanted(door, method, who):
                    found.append(f"{method} {door}, {who}: {answer}, not {wanted(door, method, who)}")
    return found


def test_no_address_is_missing_from_the_table() -> None:
    listed = {door.partition("?")[0] for door in DOORS}
    assert {name for name in named_urls() if not is_own_account(name)} == listed


@pytest.mark.parametrize("who", WHO)
def test_each_role_gets_the_answers_of_the_table(scene: Scene, who: str) -> None:
    assert differences(scene, DOORS, [who], ("GET", "POST")) == []


def test_other_methods_are_answered_before_anyone_learns_anything(scene: Scene) -> None:
    assert differences(scene, DOORS, ["anonymous", "elsewhere"], ("HEAD", "DELETE", "OPTIONS", "BREW")) == []


@pytest.mark.long
@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}], ids=["page", "fragment"])
def test_every_role_address_and_method(scene: Scene, who: str, headers: dict[str, str]) -> None:
    assert differences(scene, DOORS, [who], METHODS, **headers) == []


@pytest.mark.parametrize("who", [who for who in WHO if who not in {"anonymous", "elsewhere"}])
def test_another_districts_objects_are_not_there(scene: Scene, who: str) -> None:
    browser, posted = scene.client(who), scene.fields(scene.there)
    found = []
    for door, method in EXPECTED:
        if door in BY_TOKEN or not parts(door):
            continue
        theirs = [scene.there.address(door)]
        # Who may not do it here is told so before anything is looked for.
        may_ask = wanted(door, method, who) != "403"
        if may_ask and "job_id" in parameters(door.partition("?")[0]):
            # Their object under our own district's address, too.
            theirs.append(scene.here.address(door, job_id=scene.there.job.public_id))
        if may_ask and "edition_id" in parameters(door.partition("?")[0]):
            theirs.append(scene.here.address(door, edition_id=scene.there.edition.public_id))
        for address in theirs:
            fields = posted if method == "POST" else None
            answer = told(ask(browser, method, address, fields))
            if answer != "404":
                found.append(f"{method} {address}: {answer}")
    assert found == []


NOWHERE: dict[str, object] = {
    "slug": "finns-inte",
    "job_id": uuid.UUID(int=1),
    "request_id": uuid.UUID(int=1),
    "photo_id": uuid.UUID(int=1),
    "key": uuid.UUID(int=1),
    "edition_id": uuid.UUID(int=1),
    "pk": 987654321,
    "member_id": 987654321,
    "meeting_id": 987654321,
}


def test_a_hidden_object_and_none_at_all_are_answered_with_the_same_page(scene: Scene) -> None:
    browser = scene.client("coordinator")
    for door, method in EXPECTED:
        if door not in BY_TOKEN and parts(door):
            hidden = ask(browser, method, scene.there.address(door))
            missing = ask(browser, method, scene.there.address(door, **NOWHERE))
            assert page(hidden) == page(missing)


def test_a_stranger_is_sent_the_same_way_whether_or_not_the_object_exists(scene: Scene) -> None:
    browser = Client()
    for door in DOORS:
        if door in BY_TOKEN or not parts(door):
            continue
        for method in METHODS:
            addresses = (scene.here.address(door), scene.here.address(door, **NOWHERE))
            answers = [ask(browser, method, address) for address in addresses]
            ways = [answer["Location"].partition("?")[0] for answer in answers]
            assert ways == [resolve_url(settings.LOGIN_URL)] * 2
            assert page(answers[0]) == page(answers[1])


# --- one's own account --------------------------------------------------------------------------------


def account_addresses() -> list[tuple[str, str]]:
    """By name; where an address has parts, with those of nothing that exists."""
    return [
        (name, reverse(name, kwargs=dict.fromkeys(parameters(name), "1")))
        for name in filter(is_own_account, named_urls())
    ]


def test_of_ones_own_account_only_the_ways_in_are_open_to_a_stranger(scene: Scene) -> None:
    answered = {
        name
        for name, address in account_addresses()
        if resolve_url(settings.LOGIN_URL)
        != ask(Client(), "GET", address).headers.get("Location", "").partition("?")[0]
    }
    assert answered <= OPEN


@pytest.mark.parametrize("who", ["anonymous", "coordinator", "nobody"])
def test_no_page_of_ones_own_account_breaks_on_an_unexpected_request(scene: Scene, who: str) -> None:
    broken = []
    for name, address in account_addresses():
        browser = scene.client(who)  # anew: one of the pages signs out
        broken += [
            f"{method} {name}"
            for method in ("GET", "POST", "BREW")
            if ask(browser, method, address).status_code >= 500
        ]
    assert broken == []

"""What each door's database role may do, table by table. What is not written here is refused.

One block per app. The words are PostgreSQL's own: `select`, `insert`, `update`, `delete`, and
`select (id, ref)` where a role may know some columns and not the rest. Row-level security stands
behind this; it says which rows. `manage.py grants` applies it, and a test fails for a table that
is missing here. Functions get theirs in the migration that makes them (`kernel.walls.definer`).
"""

from collections.abc import Mapping

Rights = Mapping[str, Mapping[str, str]]  # table -> role without its prefix -> privileges

READ_BY_ALL = {
    "nora": "select",
    "desk": "select",
    "partner": "select",
    "studio": "select",
    "worker": "select",
}

TABLES: dict[str, Rights] = {
    "django": {
        "django_migrations": {},  # only the owner migrates
        "django_content_type": {"studio": "select"},  # Wagtail names what a draft is a draft of
        "auth_permission": {},  # roles are ours; Django's permissions are not used
        "auth_group": {},
        "auth_group_permissions": {},
        "cache_nora": {"nora": "select, insert, update, delete"},
        "cache_desk": {"desk": "select, insert, update, delete"},
        "cache_partner": {"partner": "select, insert, update, delete"},
        "cache_studio": {"studio": "select, insert, update, delete"},
        "cache_worker": {"worker": "select, insert, update, delete"},
    },
    "procrastinate": {
        "procrastinate_workers": {"worker": "select, insert, update, delete"},
        "procrastinate_jobs": {
            "desk": "select, insert",
            "worker": "select, insert, update, delete",
        },
        "procrastinate_events": {"desk": "insert", "worker": "select, insert, update, delete"},
        "procrastinate_periodic_defers": {"worker": "select, insert, update, delete"},
    },
    "vault": {
        "vault_unitkey": {
            "nora": "select",
            "desk": "select",
            "partner": "select",
            "studio": "select",
            "worker": "select, insert",
        },
        "vault_file": {
            "nora": "select, insert, update (items)",
            "partner": "select, insert, update (items)",
            "desk": "select, insert, update (items, closed_on, expires_on,"
            " quarter, wrapped, shielded_on)",
            "worker": "select, insert, update (items, chained, closed_on, expires_on)",
            "keeper": "select",
        },
        "vault_bar": {"desk": "select", "worker": "select"},  # written by `casework_bar` alone
        "vault_item": {
            "nora": "select, insert",
            "desk": "select, insert",
            "partner": "select, insert",
            "worker": "select, insert",
        },
        "vault_blobchunk": {
            "nora": "insert, select (id)",  # she adds and never reads back; the id as below
            "desk": "select, insert, delete",
            "partner": "select",
            "worker": "select (id, file_id, blob), insert, delete",
        },
        "vault_grant": {
            "desk": "select",
            "partner": "select",
            "worker": "select",
            "keeper": "select",
        },
        "vault_retentionrule": {
            "desk": "select, insert, update (signed_off_by, signed_by, signed_off_on, ended_on)",
            "worker": "select",
            "keeper": "select",
        },
    },
    "audit": {
        "audit_entry": {"desk": "select", "worker": "select"},  # written by `audit_append` alone
        "audit_outcome": {
            "nora": "insert, select (id)",  # Django asks the new row's id back
            "desk": "select, insert",
            "partner": "select, insert",
            "studio": "select, insert",
            "worker": "select, insert",
        },
    },
    "codelists": {
        "codelists_codelist": READ_BY_ALL,
        "codelists_codelistversion": READ_BY_ALL,
        "codelists_code": READ_BY_ALL,
        "codelists_codemapping": READ_BY_ALL,
        "codelists_lawreference": READ_BY_ALL,
        "codelists_document": READ_BY_ALL,
        "codelists_definition": READ_BY_ALL,
        "codelists_schemestage": READ_BY_ALL,
        "codelists_dutycriteria": READ_BY_ALL,
        "codelists_loadeddata": READ_BY_ALL,
        "codelists_county": READ_BY_ALL,
        "codelists_municipality": READ_BY_ALL,
        "codelists_municipalitychange": READ_BY_ALL,
    },
    "accounts": {
        "accounts_user": {
            "desk": "select, update (password, screen_code, uses_shortcuts, hides_when_idle)",
            "partner": (  # the wall shows it its own people only
                "select, insert, update (name, screen_code)"
            ),
            "studio": (  # the same: staff
                "select, update (password, screen_code, uses_shortcuts, hides_when_idle)"
            ),
            "worker": "select (id, ref, name, is_active)",
        },
        "accounts_desksession": {
            "desk": "select, insert, update, delete",
            "worker": "select (expire_date), delete",
        },
        "accounts_partnersession": {
            "partner": "select, insert, update, delete",
            "worker": "select (expire_date), delete",
        },
        "accounts_studiosession": {
            "studio": "select, insert, update, delete",
            "worker": "select (expire_date), delete",
        },
        "accounts_draft": {
            "desk": "select, insert, update, delete",
            "partner": "select, insert, update, delete",
            "studio": "select, insert, update, delete",
            "worker": "select (saved_on), delete",
        },
        "accounts_attempts": {
            "nora": "select, insert, update",  # word codes that were tried, by network
            "desk": "select, insert, update, delete",
            "partner": "select, insert, update, delete",
            "studio": "select, insert, update, delete",
            "worker": "select (ends_at), delete",
        },
    },
    "organisation": {
        "organisation_unit": READ_BY_ALL,
        "organisation_unitcounty": READ_BY_ALL,
        "organisation_school": READ_BY_ALL,
        "organisation_schoolowner": READ_BY_ALL,
        "organisation_schoolholiday": READ_BY_ALL,
        "organisation_mission": READ_BY_ALL,
        "organisation_missionarea": READ_BY_ALL,
        "organisation_helpservice": READ_BY_ALL
        | {
            "desk": "select, update (number, email, chat, hours, hours_tag, is_always_open, week,"
            " opens, closes, tag, source, last_verified, changed_on)"
        },
        "organisation_localservice": READ_BY_ALL
        | {"desk": "select, insert, update (last_verified), delete"},
        # nora reads where there is somebody and when, never who
        "organisation_deployment": {
            "nora": "select (id, ref, school_id, starts_on, ends_on)",
            "partner": "select (id, ref, school_id, starts_on, ends_on)",
            "desk": "select",
            "worker": "select",
        },
        "organisation_neighbouringschool": READ_BY_ALL,
        "organisation_membership": {
            "desk": "select",
            "studio": "select (id, person_id, unit_id, role, leads, starts_on, ends_on)",
            "worker": "select",
        },
        "organisation_standin": {
            "desk": "select, insert, update (ends_on), delete",
            "worker": "select",
        },
        # who is a party and for how long: a post is not vacant once its agreement has ended
        "organisation_cooperationagreement": {
            "nora": "select (id, owner_id, starts_on, ends_on)",
            "partner": "select (id, owner_id, starts_on, ends_on)",
            "desk": "select",
            "worker": "select",
        },
        "organisation_agreementduty": {"desk": "select", "worker": "select"},
        "organisation_agreementexpense": {"desk": "select", "worker": "select"},
    },
    "publications": {
        "publications_publishedseries": READ_BY_ALL,
        "publications_publishedcount": READ_BY_ALL,
        "publications_seriesbreak": READ_BY_ALL,
        "publications_publishedchange": READ_BY_ALL,
        # nora reads what was released, never by whom
        "publications_releasedtable": {
            "nora": "select (id, ref, ledger_number, title, measure, dimensions, cells, notes,"
            " period_from, period_to, is_sample, released_on, sha256, series, total, parquet,"
            " revision_id)",
            "desk": "select, insert",
            "worker": "select",
        },
        "publications_releasedreport": {
            "nora": "select (id, ref, year, editions, paper_nb, paper_nn, is_sample, released_on,"
            " sha256)",
            "desk": "select, insert",
        },
        "publications_releasedestimate": {
            "nora": "select (id, ref, year, lists, band, is_sample, released_on, sha256)",
            "desk": "select, insert",
        },
        "publications_estimatewithdrawal": {
            "nora": "select (id, estimate_id, withdrawn_on, reason)",
            "desk": "select, insert",
        },
        "publications_revision": {
            "nora": "select (id, ref, series, year, announced_on, due_on, reason)",
            "desk": "select, insert",
            "worker": "select",
        },
        "publications_tablewithdrawal": {
            "nora": "select (id, table_id, withdrawn_on, reason, replaced_by_id)",
            "desk": "select, insert",
            "worker": "select",
        },
    },
    "reporting": {
        "reporting_report": {"desk": "select, insert, update (status, edition)"},
        "reporting_version": {"desk": "select, insert"},
        "reporting_comment": {"desk": "select, insert, update (settled_by)"},
        "reporting_periodreport": {"desk": "select, insert, update"},
    },
    "portal": {
        "portal_page": {
            "nora": "select",
            "desk": "select",
            "studio": "select, insert, update (kind, audiences, is_composite, consent, owner,"
            " checked_on, checked_by, next_check_on, withdrawn_on)",
            "worker": "select",
        },
        "portal_tally": {
            "nora": "select, insert, update (count)",
            "desk": "select",
            "studio": "select",
            "worker": "select",
        },
        "portal_letterbox": {
            "nora": "select, insert",
            "desk": "select, update (handled_on)",
            "worker": "select, delete",
        },
        "portal_remark": {
            "nora": "select (id), insert",
            "desk": "select",
            "worker": "select, delete",
        },
        "portal_contribution": {  # the wall shows the desk her own only
            "desk": "select, insert",
            "studio": "select, update (outcome, answered_on)",
            "worker": "select (id, answered_on), delete",
        },
        "portal_oldaddress": {
            "nora": "select",
            "desk": "select, insert, delete",
            "worker": "select",
        },
        "portal_brokenlink": {
            "desk": "select",
            "worker": "select, insert, update, delete",
        },
        "portal_snapshot": {  # nora and the desk see what is shown, and no draft
            "nora": "select",
            "desk": "select",
            "studio": "select, insert, update (state, recalled_on, recall_note)",
            "worker": "select",
        },
    },
    "editorial": {
        "editorial_article": {"studio": "select, insert, update"},
        "editorial_textcheck": {"studio": "select"},
    },
    "wagtail": {  # the studio's own; what it does not use is nobody's
        "wagtailcore_modellogentry": {"studio": "select, insert"},
        "wagtailcore_revision": {"studio": "select, insert, update"},
        "wagtailcore_referenceindex": {"studio": "select, insert, update, delete"},
        "wagtailcore_workflowstate": {"studio": "select, insert, update"},
        "wagtailcore_taskstate": {"studio": "select, insert, update"},
        "wagtailcore_workflow": {"studio": "select"},
        "wagtailcore_workflowtask": {"studio": "select"},
        "wagtailcore_workflowcontenttype": {"studio": "select"},
        "wagtailcore_task": {"studio": "select"},
        "wagtailcore_locale": {"studio": "select"},
        "wagtailcore_site": {"studio": "select"},
        "wagtailadmin_editingsession": {"studio": "select, insert, update, delete"},
        "wagtailusers_userprofile": {"studio": "select, insert, update"},
        "taggit_tag": {},
        "taggit_taggeditem": {},
        "wagtailadmin_admin": {},
        "wagtailadmin_formstate": {},
        "wagtailcore_apitoken": {},
        "wagtailcore_collection": {},
        "wagtailcore_collectionviewrestriction": {},
        "wagtailcore_collectionviewrestriction_groups": {},
        "wagtailcore_comment": {},
        "wagtailcore_commentreply": {},
        "wagtailcore_groupapprovaltask": {},
        "wagtailcore_groupapprovaltask_groups": {},
        "wagtailcore_groupcollectionpermission": {},
        "wagtailcore_grouppagepermission": {},
        "wagtailcore_groupsitepermission": {},
        "wagtailcore_page": {},
        "wagtailcore_pagelogentry": {},
        "wagtailcore_pagesubscription": {},
        "wagtailcore_pageviewrestriction": {},
        "wagtailcore_pageviewrestriction_groups": {},
        "wagtailcore_uploadedfile": {},
        "wagtailcore_workflowpage": {},
    },
    "notices": {
        "notices_neutraltext": {
            "desk": "select, insert, update (status, approved_by_id, approved_on, ended_on)",
        },
        "notices_outgoing": {"desk": "select, insert, update (state)"},
        "notices_problem": {"desk": "select, insert, update (words, closed_on)"},
        "notices_seenrelease": {"desk": "select, insert, update (version)"},
        "notices_replytext": {
            "desk": "select, insert, update (status, approved_by_id, ended_on, used)",
            "partner": "select, update (used)",
        },
    },
    "casework": {
        "casework_access": {"desk": "select"},  # written by `casework_keep_access` alone
        "casework_case": {
            "desk": "select, insert, update (status, concern, concern_version, guideline,"
            " closed_on, heard_on, updated_on, version, name, profile, profile_count)",
            "worker": "select (file_id, ref, service, county, concern, concern_version, opened_on,"
            " profile_count)",
        },
        "casework_furtherconcern": {"desk": "select, insert, delete", "worker": "select"},
        "casework_followup": {
            "desk": "select, insert, update (note)",  # the same text, sealed into another part
            "worker": "select (id, case_id, corrects_id, happened_on, kind, minutes)",
        },
        "casework_matchingground": {
            "desk": "select, insert, update (ended_on)",
            "worker": "select (id, use, ended_on)",
        },
        "casework_identifier": {
            "desk": "select, insert, delete",
            "worker": "select, delete",
        },
        "casework_match": {
            "desk": "select, update (wants_contact, decided_on)",
            "worker": "select (number), insert",
        },
        "casework_contest": {"desk": "select, insert, update (note)"},
        "casework_revision": {"desk": "select, insert"},
        "casework_task": {
            "desk": "select, insert, update (owner_id, due_on, done_on, left_behind)"
        },
        "casework_closing": {
            "desk": "select, insert, update (reopened_on, reopened_by_id)",
            "worker": "select (id, case_id, reason, closed_on, outcome, goal_reached, reopened_on)",
        },
        "casework_emergencyopening": {"desk": "select, insert"},
        "casework_exclusion": {"desk": "select, insert, update (ended_on)"},
        "casework_emergencyreview": {"desk": "select"},  # by `casework_review_emergency` alone
        "casework_dutyassessment": {"desk": "select, insert"},
        "casework_dutystep": {"desk": "select, insert"},
        "casework_consultation": {
            "desk": "select, insert, update (status, closed_on, agency, member_id)",
            "worker": "select (file_id, received_on, caller, agency, concern)",
        },
        "casework_sharedentry": {"desk": "select, insert"},
        "casework_compartment": {"desk": "select, insert"},
        "casework_agencynote": {"desk": "select, insert, update (shared_on)"},
        "casework_housingrequest": {
            "desk": "select, insert, update (decided_on, outcome)",
            "worker": "select (id, asked_on, outcome)",
        },
        "casework_returnrefund": {
            "desk": "select, insert, update (decided_on, outcome, granted)",
            "worker": "select (id, applied_on, outcome)",
        },
        "casework_teammeeting": {"desk": "select, insert, update (closed_at)"},
        "casework_agendaitem": {"desk": "select, insert, update (outcome)"},
        "casework_teamdecision": {"desk": "select, insert, update (owner_id, due_on, done_on)"},
        "casework_export": {
            "desk": "select, insert, update (fetched_at)",
            "worker": "select (expires_at), delete",
        },
        "casework_document": {
            "desk": "select, insert, update (scanned_on, removed_on, removed_by_id)"
        },
        "casework_riskassessment": {"desk": "select, insert"},
        "casework_safetyplan": {"desk": "select, insert"},
        "casework_traveltalk": {"desk": "select, insert"},
        "casework_trip": {"desk": "select, insert, update (came_back_on)"},
        "casework_tripaddresses": {"desk": "select, insert"},
        "casework_checkin": {"desk": "select, insert, update (outcome, settled_on)"},
        "casework_ladderstep": {"desk": "select, insert"},
        "casework_stayabroad": {"desk": "select, insert, update (since, ended_on, body)"},
        "casework_routinestep": {"desk": "select, insert, update (due_on, done_on, body)"},
        "casework_personincase": {"desk": "select, insert, update (body, ended_on)"},
        "casework_channel": {"desk": "select, insert, update (body, ended_on)"},
        "casework_caselink": {"desk": "select, insert, update (ended_on)"},
        "casework_referral": {
            "desk": "select, insert, update (how, sent_on, sent_at, override_id, acknowledged_on,"
            " answered_on, answer)"
        },
        "casework_decision": {
            "desk": "select, insert, update (verdict, answered_on, answered_by_id)"
        },
        "casework_cooperationplan": {
            "desk": "select, insert, update (ended_on)",
            "worker": "select (id, case_id, started_on)",
        },
        "casework_cooperationmeeting": {"desk": "select, insert, update (closed_on)"},
        "casework_cooperationpart": {
            "desk": "select, insert, update (task_id)",
            "worker": "select (id, plan_id, service)",
        },
        "casework_goal": {
            "desk": "select, insert, update (ended_on)",
            "worker": "select (id, case_id)",
        },
        "casework_scaling": {
            "desk": "select, insert",
            "worker": "select (id, case_id, goal_id, point, scaled_on, value)",
        },
        "casework_laterconsent": {"desk": "select, insert, update (withdrawn_on)"},
        "casework_approvalrule": {"desk": "select, insert, update (ends_on)"},
        "casework_approval": {
            "desk": "select, insert, update (offer, mac, verdict, answered_on, reason, used_on)"
        },
        "casework_insightrequest": {
            "desk": "select, insert, update (outcome, answered_on, answered_by_id, answer)",
        },
        "casework_legalhold": {
            "desk": "select, insert, update (lifted_on, lifted_by_id, why_lifted)"
        },
        "casework_familystop": {"desk": "select, insert, update (lifted_on)"},
        "casework_stopoverride": {
            "desk": "select, insert, update (approved_by_id, approved_on, declined_on, used_on)"
        },
        "casework_consent": {"desk": "select, insert, update (withdrawn_on)"},
        "casework_share": {
            "desk": "select, insert, update (answer, answered_on, ended, ended_on, keeper_knows)"
        },
        "casework_offeredaddresses": {"desk": "select, insert"},
        "casework_referralcheck": {"desk": "select, insert"},
        "casework_countrynote": {"desk": "select, insert, update (review_on, ended_on)"},
        "casework_countrybrief": {"desk": "select, insert, update (review_on, ended_on)"},
        "casework_briefreading": {"desk": "select, insert, update (times)", "worker": "select"},
        "casework_contactregister": {"desk": "select, insert"},
        "casework_contact": {"desk": "select, insert, update (may_know_of_case, ended_on, body)"},
        "casework_consultationorigin": {"desk": "select"},  # by `casework_ask_team` alone
        "casework_destruction": {"desk": "select", "worker": "select (id, unit, quarter), insert"},
        "casework_alarm": {"desk": "select", "worker": "select, insert, delete"},
    },
    "contact": {
        "contact_conversation": {
            "nora": "select, insert, update",
            "desk": "select, update",
            "worker": "select, update (status, waiting_since)",
        },
        "contact_passing": {"desk": "select, insert, update (accepted_on, withdrawn_on)"},
        "contact_message": {"nora": "select, insert", "desk": "select, insert"},
        "contact_code": {
            "nora": "select, insert, update (lookup, youth_wrap)",
            "worker": "select, update, delete",
            "keeper": "select",
        },
        "contact_session": {
            "nora": "select, insert, update, delete",
            "worker": "select (started_at), delete",
        },
    },
    "guidance": {
        "guidance_inquiry": {
            "desk": "select, insert, update (unit, asker, kind, urgency, role, service, audience,"
            " is_main, county, school, status, due_at, answered_at, waited_minutes, taken_by_id,"
            " closed_on, became, became_ref, texts_written, minutes, reply_to)",
            # whoever asks, and the members of a regional network
            "partner": "select, insert, update (unit, asker, kind, urgency, role, service,"
            " audience, is_main, county, school, status, due_at, answered_at, waited_minutes,"
            " taken_by_id, closed_on, texts_written, answers_seen, minutes)",
            "worker": "select, insert, update (unit, taken_by_id, status, due_at, closed_on,"
            " texts_written)",
        },
        "guidance_address": {
            "desk": "select, insert",
            "partner": "select, insert",
            "worker": "select",
        },
        "guidance_passing": {
            "desk": "select, insert",
            "partner": "select, insert",
            "worker": "select, insert",
        },
        "guidance_steering": {
            "desk": "select, insert",
            "partner": "select, insert",
            "worker": "select",
        },
        "guidance_message": {
            "desk": "select, insert, delete",
            "partner": "select, insert",
            "worker": "select (id), insert",
        },
        "guidance_original": {
            "desk": "select, insert, delete",
            "partner": "select, insert",
            "worker": "select (id, delete_on), insert, delete",
        },
        "guidance_mail": {
            "desk": "select",
            "partner": "select",
            "worker": "select, insert, update (receipt)",
        },
        "guidance_claim": {  # made by `guidance_claim_mail` alone
            "desk": "select, update (believed_by, believed_at, offer, mac), delete",
            "partner": "select, update (believed_by, believed_at, offer, mac)",
        },
        "guidance_attachment": {
            "desk": "select, delete",
            "partner": "select",
            "worker": "select (id, ref, file_id, delete_on), insert, delete",
        },
        "guidance_mailserver": {
            "desk": "select",
            "partner": "select",
            "worker": "select, insert, update (seen_at, failing_since, waiting)",
        },
        # what was learned names nobody and is for all who guide
        "guidance_patterngroup": {"desk": "select, insert"},
        "guidance_patternnote": {
            "desk": "select, insert, update (group_id, status, seen_by_id), delete"
        },
        "guidance_method": {
            "desk": "select, insert, update (status, seen_by_id, review_on), delete"
        },
        "guidance_methodcomment": {"desk": "select, insert, delete"},
        "guidance_methoduse": {"desk": "select, insert, delete"},
        "guidance_note": {
            "desk": "select, insert, delete",
            "partner": "select, insert",
            "worker": "select (id, inquiry_id, kind, minutes)",
        },
        "guidance_answerdraft": {
            "desk": "select, insert, update (version, written_by_id, saved_at, seen_by_id, text),"
            " delete",
            "partner": "select, insert, update (version, written_by_id, saved_at, seen_by_id,"
            " text), delete",
        },
        "guidance_aftermath": {"partner": "select, insert", "worker": "select"},
        "guidance_duty": {"desk": "select, insert, delete"},
        "guidance_network": {
            "desk": "select, insert, update (ends_on), delete",
            "partner": "select",
            "worker": "select",
        },
        "guidance_networkbody": {
            "desk": "select, insert, update (ends_on)",
            "partner": "select",
            "worker": "select",
        },
        "guidance_agencycontact": {"desk": "select, insert, update (ends_on, confirmed_on)"},
        "guidance_absence": {
            "desk": "select, insert, delete",
            "partner": "select, insert, delete",
            "worker": "select (id, ends_on), delete",
        },
        "guidance_calendarfeed": dict.fromkeys(
            ("desk", "partner"), "select, insert, update (digest, made_on), delete"
        ),
        "guidance_networkmeeting": dict.fromkeys(
            ("desk", "partner"), "select, insert, update (closed_at), delete"
        ),
        "guidance_networkitem": dict.fromkeys(
            ("desk", "partner"), "select, insert, update (agreed), delete"
        ),
        "guidance_networkaction": dict.fromkeys(
            ("desk", "partner"), "select, insert, update (done_on), delete"
        ),
        "guidance_networkaddition": dict.fromkeys(
            ("desk", "partner"), "select, insert, update (ended_on)"
        ),
        "guidance_looking": {
            "desk": "select, insert, update (seen_at), delete",
            "partner": "select, insert, update (seen_at), delete",
            "worker": "select (id, seen_at), delete",
        },
    },
    "statistics": {
        "statistics_draft": {"desk": "select, insert, update, delete", "worker": "select, update"},
        "statistics_reply": {"desk": "select, insert"},
        "statistics_ledgerentry": {"desk": "select, insert", "worker": "select"},
        "statistics_exercise": {"desk": "select, insert, update", "worker": "select, update"},
        "statistics_exerciseparty": {
            "desk": "select, insert, update",
            "worker": "select, update",
        },
        "statistics_knownfigure": {"desk": "select, insert", "worker": "select"},
        "statistics_season": {"desk": "select", "worker": "select, insert, update"},
    },
}

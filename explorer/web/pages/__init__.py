"""The pages people read: rendered here in full, complete before any script runs."""

from flask import Blueprint

from explorer.web.pages import (
    about,
    absence,
    brokers,
    capabilities,
    coexport,
    consortium,
    entity,
    explore,
    home,
    introductions,
    matches,
    notes,
    opportunities,
    opportunity_form,
    partners,
    places,
    scenes,
    search,
    suited,
    support,
)
from explorer.web.pages.words import set_up_words

blueprint = Blueprint("pages", __name__)
blueprint.record_once(lambda state: set_up_words(state.app.jinja_env))
blueprint.add_url_rule("/", "home", home.page)
blueprint.add_url_rule("/search", "search", search.page)
blueprint.add_url_rule("/entities/<id:id>", "entity", entity.page)
blueprint.add_url_rule("/entities/<id:id>/timeline", "timeline", entity.timeline_alone)
blueprint.add_url_rule("/explore", "explore", explore.page)
blueprint.add_url_rule("/places", "places", places.page)
blueprint.add_url_rule("/scenes", "scenes", scenes.page)
blueprint.add_url_rule("/scenes", "save_scene", scenes.save, methods=["POST"])
blueprint.add_url_rule("/scenes/<id>", "change_scene", scenes.change, methods=["POST"])
blueprint.add_url_rule("/shared/<token>", "shared", scenes.shared)
blueprint.add_url_rule("/introductions", "introductions", introductions.page)
blueprint.add_url_rule("/coexport", "coexport", coexport.page)
blueprint.add_url_rule("/suited", "suited", suited.page)
blueprint.add_url_rule("/territory/matches", "matches", matches.page)
blueprint.add_url_rule("/territory/brokers", "brokers", brokers.page)
blueprint.add_url_rule("/opportunities", "opportunities", opportunities.page)
blueprint.add_url_rule("/consortium", "consortium", consortium.page)
blueprint.add_url_rule("/consortium/sheet", "answer_sheet", consortium.sheet)
blueprint.add_url_rule("/absence", "absence", absence.page)
blueprint.add_url_rule("/opportunities/new", "new_opportunity", opportunity_form.new, methods=["GET", "POST"])
blueprint.add_url_rule("/opportunities/<id:id>/edit", "edit_opportunity", opportunity_form.edit, methods=["GET", "POST"])
blueprint.add_url_rule("/opportunities/<id:id>/notes", "notes", notes.page, methods=["GET", "POST"])
blueprint.add_url_rule("/opportunities/<id:id>/notes/withdraw", "withdraw_note", notes.withdraw, methods=["POST"])
blueprint.add_url_rule("/opportunities/<id:id>/status", "opportunity_status", opportunity_form.status, methods=["POST"])
blueprint.add_url_rule("/partners", "partners", partners.page)
blueprint.add_url_rule("/support", "support", support.page)
blueprint.add_url_rule("/capabilities", "capabilities", capabilities.page)
blueprint.add_url_rule("/about", "about", about.page)

"""Texts slipped into parameters, paths and headers: line breaks, templates, statements."""

from typing import Final
from urllib.parse import quote

from tests.web.attacks.attack import ANY, OK, QUESTION, Attack

SPLIT: Final = "a\r\nSet-Cookie: taken=1\r\nX-Injected: yes\r\n\r\n<html>"
PARAMETERS: Final = (
    "q",
    "label",
    "page",
    "source",
    "target",
    "to_label",
    "to_market",
    "to_sector",
    "max_hops",
    "limit",
    "avoid",
    "via",
    "type",
    "as_of",
    "different",
    "lang",
    "next",
    "company",
    "market",
    "product",
    "entity",
    "text",
    "kind",
    "sector",
    "status",
    "publisher",
    "opportunity",
    "structure",
    "needs",
    "lead",
    "out",
    "by",
)
HEADER_INJECTION: Final = [
    *(
        Attack(f"line break in {name} of {path}", f"{path}?{name}={quote(SPLIT)}&source=", expected=ANY)
        for path in (
            "/search",
            "/introductions",
            "/coexport",
            "/suited",
            "/partners",
            "/api/v1/partners",
            "/support",
            "/api/v1/support",
            "/opportunities",
            "/consortium",
            "/capabilities",
            "/api/v1/introductions",
            "/api/v1/coexport",
            "/api/v1/consortium",
            "/api/v1/opportunities",
        )
        for name in PARAMETERS
    ),
    *(Attack(f"line break in the path {path}", f"{path}{quote(SPLIT)}", expected=ANY) for path in ("/", "/entities/", "/static/", "/api/v1/entities/")),
    Attack("line break in Accept-Language", "/", headers={"Accept-Language": "fr%0d%0aX-Injected: yes"}, expected=OK),
]
TEMPLATES: Final = [
    Attack(f"{code!r} in {name} of {path}", f"{path}?{name}={quote(code)}", expected=ANY, nowhere=("13337221", "SECRET_KEY", "<Config"))
    for code in ("{{3651*3653}}", "${3651*3653}", "#{3651*3653}", "<%= 3651*3653 %>", "{{config}}", "{% raise %}", "%(3651)s{0}", "{{''.__class__.__mro__}}")
    for path, name in (
        ("/search", "q"),
        ("/introductions", "source"),
        ("/introductions", "as_of"),
        ("/coexport", "company"),
        ("/suited", "target"),
        ("/partners", "entity"),
        ("/support", "company"),
        ("/absence", "id"),
        ("/opportunities", "text"),
        ("/opportunities", "publisher"),
        ("/territory/matches", "place"),
        ("/territory/brokers", "place"),
        ("/explore", "add"),
        ("/explore", "id"),
        ("/explore", "q"),
        ("/api/v1/graph/network", "city"),
        ("/api/v1/introductions", "source"),
        ("/nowhere", "next"),
    )
]
CYPHER_TEXTS: Final = (
    "' OR 1=1 //",
    "'}) DETACH DELETE n //",
    "`) DETACH DELETE n //",
    '" MATCH (n) DETACH DELETE n WITH 1 AS x MATCH (m) RETURN m //',
    "$id",
    "\\' RETURN 1",
    "x' UNION MATCH (n) RETURN n //",
    "KNOWS|MATCH*",
    "CALL db.labels()",
    "'; DROP DATABASE entremise; --",
    "Person`:`Company",
    "\u0000' //",
)
CYPHER: Final = [
    Attack(f"{text!r} in {name} of {path}", f"{path}?{name}={quote(text)}&{rest}", expected=ANY)
    for text in CYPHER_TEXTS
    for path, names, rest in (
        ("/api/v1/introductions", ("source", "to_market", "to_sector", "via", "avoid", "type", "label", "max_hops", "as_of"), QUESTION),
        ("/api/v1/search", ("q", "label", "page", "page_size"), "q=a"),
        ("/introductions", ("source", "target", "type", "label", "via", "avoid"), ""),
        ("/coexport", ("company", "market", "product", "limit", "weight_openings"), "market=AE"),
        ("/api/v1/coexport", ("company", "market", "product", "limit"), "market=AE"),
        ("/api/v1/suited", ("target", "limit"), ""),
        ("/suited", ("target",), ""),
        ("/api/v1/partners", ("entity", "limit", "as_of"), ""),
        ("/partners", ("entity", "limit"), ""),
        ("/api/v1/support", ("company", "market", "limit", "as_of"), ""),
        ("/support", ("company", "market", "limit"), ""),
        ("/capabilities", ("structure",), ""),
        ("/capabilities", ("capability",), "structure=structure:ccid"),
        ("/opportunities/need:quay/notes", ("company", "step", "on", "text", "amount", "currency"), ""),
        ("/api/v1/capabilities", ("structure",), ""),
        ("/consortium", ("opportunity", "needs", "lead", "include", "exclude", "territory", "max_members", "out"), "by=a"),
        ("/api/v1/consortium", ("opportunity", "needs", "lead", "include", "exclude", "territory", "turnover_share"), ""),
        ("/api/v1/absence", ("id", "relationship"), ""),
        ("/absence", ("id", "relationship"), ""),
        ("/api/v1/brokers", ("place",), ""),
        ("/territory/brokers", ("place",), ""),
        ("/search", ("q", "label", "page"), ""),
        ("/explore", ("id", "around", "without", "from", "to", "best", "scene", "layout", "as_of", "add", "q", "kind", "type", "sort", "ties", "page"), ""),
        ("/api/v1/graph/network", ("label", "sector", "city", "country", "type", "limit"), ""),
        ("/api/v1/graph/links", ("source", "target", "as_of"), ""),
        (f"/api/v1/graph/around/{quote(text, safe='')}", ("type", "label", "page"), ""),
        (f"/api/v1/entities/{quote(text, safe='')}", ("lang",), ""),
        (f"/api/v1/entities/{quote(text, safe='')}/ties", ("as_of",), ""),
        (f"/entities/{quote(text, safe='')}", ("page",), ""),
    )
    for name in names
]
INJECTIONS: Final = {"header injection": HEADER_INJECTION, "templates": TEMPLATES, "cypher": CYPHER}

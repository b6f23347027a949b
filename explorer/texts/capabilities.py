"""What the members of a structure can do and make, in words."""

from explorer.texts import Texts


def explanation(t: Texts, structure: str, members: int, capabilities: int, alone: int, wanted: int) -> str:
    if not members:
        return t.gettext("No member of %(structure)s is known: add rows of the type MEMBER_OF.", structure=structure)
    if not capabilities:
        return t.ngettext(
            "Nothing is known of what the %(n)s member of %(structure)s can do: add rows of the type OFFERS.",
            "Nothing is known of what the %(n)s members of %(structure)s can do: add rows of the type OFFERS.",
            members,
            structure=structure,
        )
    told = [
        t.ngettext(
            "The %(n)s member of %(structure)s is known for %(capabilities)s capabilities.",
            "The %(n)s members of %(structure)s are known for %(capabilities)s capabilities.",
            members,
            structure=structure,
            capabilities=t.number(capabilities),
        )
    ]
    if alone:
        told.append(t.ngettext("%(n)s of them rests on a single member.", "%(n)s of them rest on a single member.", alone))
    if wanted:
        told.append(t.ngettext("Open calls seek %(n)s thing that none of them holds.", "Open calls seek %(n)s things that none of them holds.", wanted))
    return " ".join(told)

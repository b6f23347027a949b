"""From answers to geometry: where the marks, lines and words of a drawing go. No HTML; the templates draw what stands here.

Every drawing is deterministic, and shows nothing that its page does not also say in text.
"""

from explorer.web.drawing.around import around
from explorer.web.drawing.bars import bars
from explorer.web.drawing.cities import Counted, cities
from explorer.web.drawing.islands import islands
from explorer.web.drawing.overview import overview
from explorer.web.drawing.routes import routes
from explorer.web.drawing.scene import scene
from explorer.web.drawing.sheet import Drawing
from explorer.web.drawing.team import team
from explorer.web.drawing.years import Years, years

__all__ = ["Counted", "Drawing", "Years", "around", "bars", "cities", "islands", "overview", "routes", "scene", "team", "years"]

"""What the canvas of Explore takes in a browser, beside vis-network, in one run: python -m tests.bench.canvas [--sizes 300 1000 10000]

Chromium draws by software (SwiftShader) as in the tests, so that numbers compare across machines without graphics cards; with one, both sides are faster.
"""

import argparse
import gzip
import json
import logging
import random
import threading
from importlib.resources import files
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright
from werkzeug.serving import make_server

from explorer.app import create_app
from explorer.services import demo
from explorer.texts import texts
from tests.browser.conftest import DRAWING, executable

TIES_PER_NODE = 3
ROUNDS = 3
ROOT = Path(__file__).resolve().parents[2]
KINDS = (("person", "Person"), ("company", "Company"), ("group", "GrandGroupe"), ("structure", "Structure"), ("place", "City"), ("event", "Event"))
DRAWN = """(() => {
    const desk = document.getElementById("explore")?.desk;
    const pixel = new Uint8Array(4);
    // Reading a point waits for what draws beside the page.
    const finish = () => Object.values(desk.canvas.sigma.webGLContexts).forEach((gl) => gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, pixel));
    window.drawn = () => new Promise((done) => desk.canvas.sigma.once("afterRender", () => (finish(), requestAnimationFrame(done))));
})()"""
FIRST = """async ({ told, fold }) => {
    const desk = document.getElementById("explore").desk;
    const start = performance.now();
    const painted = drawn();
    const begun = desk.begin(structuredClone(told), fold ? {} : { fold: "", places: new Map(told.nodes.map((n) => [n.id, { x: n.x, y: n.y }])) });
    await painted;
    const first = performance.now() - start;
    await begun;
    return first;
}"""
EXPAND = """async (told) => {
    const desk = document.getElementById("explore").desk;
    const { expand, openGroup } = await import("/static/js/explore/expand.js");
    const rest = () => new Promise((done) => setTimeout(done, 800));
    desk.canvas.fit(undefined, true);
    const group = [...desk.drawing.dots.values()].find((dot) => dot.members);
    if (group) openGroup(desk, group.id);
    await rest();
    const middle = group ? group.members[0] : [...desk.drawing.dots.keys()][0];
    told.ties.forEach((tie) => (tie.source = middle));
    desk.asked = async () => told;
    const timed = async (act) => {
        const start = performance.now();
        const painted = drawn();
        act();
        await painted;
        const took = performance.now() - start;
        await rest();
        return Math.round(took);
    };
    const before = desk.drawing.dots.size;
    const found = { "marks": before, "expand by 50, ms": await timed(() => expand(desk, middle, () => undefined)), "added": desk.drawing.dots.size - before };
    found["undo, ms"] = await timed(() => desk.store.undo());
    found["frame alone, ms"] = Math.min(await timed(() => desk.canvas.sigma.scheduleRender()), await timed(() => desk.canvas.sigma.scheduleRender()));
    return found;
}"""
RATE = """async (act) => {
    const move = MOVES[act];
    let frames = 0;
    const start = performance.now();
    while (performance.now() - start < 2000) {
        move(frames++);
        await new Promise(requestAnimationFrame);
    }
    return (1000 * frames) / (performance.now() - start);
}"""
SIGMA_MOVES = """(() => {
    const camera = document.getElementById("explore").desk.canvas.sigma.getCamera();
    const state = camera.getState();
    window.MOVES = {
        pan: (i) => camera.setState({ x: state.x + 0.1 * Math.sin(i / 8) }),
        zoom: (i) => camera.setState({ ratio: state.ratio * (1 + 0.4 * Math.sin(i / 8)) }),
    };
})()"""
VIS = """async (told) => {
    document.body.innerHTML = '<div id="vis" style="width:856px;height:630px"></div>';
    const start = performance.now();
    const nodes = told.nodes.map((n) => ({ id: n.id, label: n.name, x: n.x, y: n.y, shape: n.kind === "company" ? "square" : "dot", size: 8 }));
    const edges = told.ties.map((t) => ({ id: t.id, from: t.source, to: t.target, width: 1 }));
    const options = { physics: false, edges: { smooth: false } };
    const network = new vis.Network(document.getElementById("vis"), { nodes: new vis.DataSet(nodes), edges: new vis.DataSet(edges) }, options);
    await new Promise((done) => network.once("afterDrawing", () => requestAnimationFrame(done)));
    const first = performance.now() - start;
    network.fit({ animation: false });
    const scale = network.getScale();
    window.MOVES = {
        pan: (i) => network.moveTo({ position: { x: 100 * Math.sin(i / 8), y: 0 }, animation: false }),
        zoom: (i) => network.moveTo({ scale: scale * (1 + 0.4 * Math.sin(i / 8)), animation: false }),
    };
    return first;
}"""


def network(n: int) -> dict[str, Any]:
    """Communities of about forty with ties inside and a few between; the same for the same size."""
    chance = random.Random(n)
    side = 46 * n**0.5
    nodes = []
    for i in range(n):
        kind, label = KINDS[i % len(KINDS)]
        place = {"x": chance.uniform(-side, side), "y": chance.uniform(-side, side)}
        facts: dict[str, Any] = {"degree": 2 * TIES_PER_NODE, "city": None, "country": "FR", "lat": None, "lon": None, "sectors": [], "objects": False}
        nodes.append({"id": f"n:{i}", "name": f"Acteur numéro {i}", "labels": [label], "kind": kind, **facts, **place})
    ties = []
    for k in range(n * TIES_PER_NODE):
        a = chance.randrange(n)
        b = chance.randrange(n) if chance.random() < 0.1 else (a // 40 * 40 + chance.randrange(40)) % n
        dated = {"since": "2020", "until": None, "year_from": 2020, "year_to": None, "status": "stated", "source_document": "accords-2020.csv"}
        type_ = {"type": "PARTNER_OF", "symmetric": True, "introduces": True, "strength": round(chance.random(), 8)}
        ties.append({"id": f"t:{k}", "source": f"n:{a}", "target": f"n:{b}", **type_, **dated})
    return {"nodes": nodes, "ties": ties}


def fresh(n: int) -> dict[str, Any]:
    """Neighbours to expand by."""
    told = network(n)
    names = {node["id"]: f"new:{node['id']}" for node in told["nodes"]}
    nodes = [node | {"id": names[node["id"]]} for node in told["nodes"]]
    ties = [told["ties"][i] | {"id": f"new:{i}", "target": node["id"]} for i, node in enumerate(nodes)]
    return {"node": nodes[0], "counts": [], "total": n, "nodes": nodes, "ties": ties}


def rates(page: Page, moves: str | None = None) -> dict[str, float]:
    """`moves`: says how, where the page does not know already."""
    if moves:
        page.evaluate(moves)
    return {act: round(page.evaluate(RATE, act), 1) for act in ("pan", "zoom")}


def ours(browser: Browser, address: str, told: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    page = browser.new_page(base_url=address, viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
    for fold in (True, False):
        times = []
        for _ in range(ROUNDS):
            page.goto("/explore")
            page.wait_for_selector("#explore[data-ready]")
            page.evaluate(DRAWN)
            times.append(page.evaluate(FIRST, {"told": told, "fold": fold}))
        page.wait_for_timeout(500)
        shown = {"first paint, ms": round(min(times)), "frames per second": rates(page, SIGMA_MOVES)}
        found["folded" if fold else "all"] = shown | page.evaluate(EXPAND, fresh(50))
    page.close()
    return found


def theirs(browser: Browser, told: dict[str, Any]) -> dict[str, Any]:
    library = next(Path(str(files("pyvis"))).rglob("vis-network.min.js"))
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    times = []
    for _ in range(ROUNDS if len(told["nodes"]) < 5000 else 1):
        page.goto("about:blank")
        page.add_script_tag(path=library)
        times.append(page.evaluate(VIS, told))
    found = {"first paint, ms": round(min(times)), "frames per second": rates(page)}
    page.close()
    return found


def scripts() -> dict[str, int]:
    """Bytes of all that the page loads before the map is asked for, as they are and compressed."""
    names = [*sorted((ROOT / "static" / "js" / "explore").glob("*.js")), ROOT / "static/vendor/explore.js", ROOT / "static/vendor/forces.js"]
    raw = [name.read_bytes() for name in names]
    return {"files": len(raw), "bytes": sum(map(len, raw)), "gzip": sum(len(gzip.compress(part)) for part in raw)}


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[300, 1000, 10_000])
    sizes = parser.parse_args().sizes
    with demo.prepared(texts("en")) as shown, sync_playwright() as playwright:
        app = create_app(shown.settings, shown.database)
        logging.getLogger("werkzeug").setLevel(logging.ERROR)
        server = make_server("127.0.0.1", 0, app, threaded=True)
        address = f"http://127.0.0.1:{server.server_port}"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        browser = playwright.chromium.launch(executable_path=executable(), args=[*DRAWING, "--no-sandbox"])
        for n in sizes:
            told = network(n)
            payload = len(json.dumps(told, separators=(",", ":")).encode())
            size = {"nodes": n, "ties": len(told["ties"]), "bytes per node": round(payload / n)}
            print(json.dumps(size | {"ours": ours(browser, address, told), "vis-network": theirs(browser, told)}), flush=True)
        print(json.dumps({"scripts": scripts()}))
        browser.close()
        server.shutdown()


if __name__ == "__main__":
    main()

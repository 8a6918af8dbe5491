"""A real HTTP server on loopback that speaks the chat protocol; `Model` decides what it answers."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Body = dict[str, Any]


@dataclass
class Reply:
    """`wait` seconds, then a status with `text` as the answer (or as the error's message)."""

    text: str = '{"claims": []}'
    status: int = 200
    wait: float = 0.0
    finish: str = "stop"
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Served:
    url: str
    requests: list[Body] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)


@contextmanager
def serving(model: Callable[[Body, int], Reply]) -> Iterator[Served]:
    """`model(request, n)` answers the n-th request (from 0)."""
    served = Served("")
    lock = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            with lock:
                n = len(served.requests)
                served.requests.append(body)
                served.times.append(time.monotonic())
                served.keys.append(self.headers["Authorization"])
            reply = model(body, n) if self.path == "/v1/chat/completions" else Reply("no such path", 404)
            time.sleep(reply.wait)
            out = json.dumps(_completion(body, reply) if reply.status == 200 else {"error": {"message": reply.text}})
            try:
                self.send_response(reply.status)
                for name, value in ({"Content-Type": "application/json"} | reply.headers).items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(out.encode())))
                self.end_headers()
                self.wfile.write(out.encode())
            except (BrokenPipeError, ConnectionResetError):
                pass  # the client gave up waiting

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    served.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    try:
        yield served
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _completion(body: Body, reply: Reply) -> Body:
    message = {"role": "assistant", "content": reply.text}
    return {
        "id": "x",
        "object": "chat.completion",
        "created": 0,
        "model": body["model"],
        "choices": [{"index": 0, "message": message, "finish_reason": reply.finish}],
        "usage": {"prompt_tokens": 100, "completion_tokens": 10, "total_tokens": 110},
    }


def question(body: Body) -> Body:
    """What the coder put to the model."""
    found: Body = json.loads(body["messages"][-1]["content"])
    return found


def claim(sentence: str, span: str, actor: list[str], recipient: list[str], **more: Any) -> Body:
    """A claim of the form asked for."""
    plain = {"mutual": False, "reverse": False, "channel": "arms", "polarity": "support", "claim_type": "event"}
    rest = {"event": "AID", "factuality": "CT+", "modality": ["asserted"], "attributed_to": None, "hedge_cue": None}
    last = {"condition": None, "status": "delivered", "terms": "unknown", "good": None, "reason": None}
    return {"sentence": sentence, "span": span, "actor": actor, "recipient": recipient} | plain | rest | last | more

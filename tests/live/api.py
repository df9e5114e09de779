"""A small REST client of a Mattermost server for tests: one token, no cookies, patient with rate limits."""

import time
from typing import Any

import httpx


class Problem(RuntimeError):
    """The server said no; `id` is its own name for the reason."""

    def __init__(self, answer: httpx.Response) -> None:
        try:
            body = answer.json()
        except ValueError:
            body = {"message": answer.text}
        self.status = answer.status_code
        self.id = str(body.get("id", ""))
        super().__init__(f"{answer.request.method} {answer.request.url.path}: {self.status} {body}")


class Api:
    """Calls as one user. Raises Problem."""

    def __init__(self, url: str, token: str = "") -> None:
        self.url = url.rstrip("/")
        self.token = token
        self._http = httpx.Client(base_url=f"{self.url}/api/v4", timeout=40, trust_env=False)

    def close(self) -> None:
        self._http.close()

    def login(self, name: str, password: str) -> dict[str, Any]:
        answer = self._ask("POST", "/users/login", {"login_id": name, "password": password})
        self.token = answer.headers["Token"]
        return answer.json()

    def get(self, path: str) -> Any:
        return self._ask("GET", path).json()

    def post(self, path: str, body: Any = None) -> Any:
        return self._ask("POST", path, body).json()

    def put(self, path: str, body: Any = None) -> Any:
        return self._ask("PUT", path, body).json()

    def delete(self, path: str) -> Any:
        return self._ask("DELETE", path).json()

    def found(self, path: str) -> Any:
        """What is there, or None."""
        try:
            return self.get(path)
        except Problem as problem:
            if problem.status != 404:
                raise
            return None

    def _ask(self, method: str, path: str, body: Any = None) -> httpx.Response:
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        while True:
            answer = self._http.request(method, path, json=body, headers=headers)
            self._http.cookies.clear()  # a session's cookie would win over the token
            if answer.status_code != 429:
                break
            time.sleep(float(answer.headers.get("Retry-After") or 1))
        if answer.status_code >= 400:
            raise Problem(answer)
        return answer

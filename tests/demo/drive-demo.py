#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Gatehouse contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The main job, done in a hidden display as a person would do it on a visible one: sign in, meet the
refusal of the seed scenario, take the remedy, then set a password on an on-premises source.

    drive-demo.py GATEHOUSE FOLDER-FOR-PICTURES
"""

import json
import pathlib
import sys
import urllib.parse
import urllib.request

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))

from gatehouse_ui import Application  # noqa: E402

ANNA = "anna@contoso.com"
PASSWORD = "Correct-Horse-7"


class Demo:
    """Who drives the demo: says each step and takes pictures on the way."""

    def __init__(self, application, folder):
        self.application = application
        self.folder = pathlib.Path(folder)
        self.steps = 0
        self.pictures = []
        self.simulator = None

    def say(self, step):
        self.steps += 1
        print(f"{self.steps:2}. {step}", flush=True)

    def take_picture(self, name):
        path = self.folder / f"{len(self.pictures) + 1}-{name}.png"
        self.pictures.append(self.application.take_picture(path))

    def press_button(self, name):
        self.application.find(role="push button", name=name).click()

    def ask_simulator(self, path, **form):
        data = urllib.parse.urlencode(form).encode() if form else None
        with urllib.request.urlopen(f"http://{self.simulator}/sim/{path}", data=data) as answer:
            return json.loads(answer.read())

    def sign_in(self):
        self.say("Gatehouse shows its sign-in page, filled in for the simulator")
        words = self.application.find(role="label", text="Signs in at").text.split()
        self.simulator = words[3].rstrip(",")
        self.take_picture("sign-in")
        self.say("Sign In with Browser: the test browser signs in as " + ANNA)
        self.press_button("Sign In with Browser")
        self.application.find(role="label", name="Frankfurt cluster")

    def choose(self, title, search):
        self.say(f"Look for “{search}” and choose “{title}”")
        self.application.press("ctrl+f", "ctrl+a")
        self.application.type(search)
        self.application.wait_until_gone("Salesforce")
        self.application.find(role="label", name=title).point_and_click()
        self.application.find(role="label", text="Stored now:")

    def meet_refusal(self):
        self.say("A pasted access token, as a program gets it: Apply")
        self.application.find(role="check box", name="A pasted access token").point_and_click()
        token = self.ask_simulator("token", who=ANNA)["access_token"]
        self.application.find(role="text", name="Access token").write(token)
        self.press_button("Apply")
        self.application.wait_for_text("The Pasted Token Was Not Accepted")
        self.say("Power BI refuses it; Gatehouse says why, and what helps")
        self.take_picture("refusal")

    def take_remedy(self):
        self.say("Use Your Own Identity and Send Again")
        self.press_button("Use Your Own Identity and Send Again")
        self.application.wait_for_text("Credential Set")
        stored = self.ask_simulator("stored/" + self.id_of("Power BI dataflows"))
        assert stored["useCallerAADIdentity"], "Something else was stored than the own identity."
        self.say("Credential Set: the simulator has stored the caller's own identity, and no token")
        self.take_picture("success")

    def set_password(self):
        self.say("A user name and a password for the on-premises source")
        self.application.find(role="text", name="User name").write("svc_bi")
        self.application.find(role="text", name="Password").write(PASSWORD)
        self.say("Preview: the request as it will go, with its secrets masked")
        self.press_button("Preview")
        self.application.wait_for_text("What changes")
        self.take_picture("preview")
        self.say("Apply: sealed with the gateway's key, sent, and tested")
        self.press_button("Apply")
        self.application.wait_for_text("Credential Set and Verified")
        stored = self.ask_simulator("stored/" + self.id_of("sql-fra-01 · SalesDW"))
        assert stored["credentialData"][-1]["value"] == PASSWORD, "The gateway read another password."
        self.say("Credential Set and Verified: the gateway decrypted exactly this password")
        self.take_picture("verified")

    def id_of(self, name):
        return self.ask_simulator("datasource?" + urllib.parse.urlencode({"name": name}))["id"]


def main():
    program, folder = sys.argv[1:]
    with Application(program, "--demo") as application:
        demo = Demo(application, folder)
        demo.sign_in()
        demo.choose("Power BI dataflows", "dataflows")
        demo.meet_refusal()
        demo.take_remedy()
        demo.choose("sql-fra-01 · SalesDW", "SalesDW")
        demo.set_password()
    print("\nPictures:")
    for picture in demo.pictures:
        print(f"  {picture}")


if __name__ == "__main__":
    main()

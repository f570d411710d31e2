"""Checks: findings and checks of the scenario, worst first, each with the way to its row."""


def test_findings_are_listed_worst_first_with_what_to_do(at, opened):
    checks = at("checks")
    frame = checks.table.model.shown_frame()
    assert frame["message"].tolist() == [one.message for one in opened.document.findings]


def test_the_checks_of_the_scenario_say_whether_they_are_met(at, opened):
    checks = at("checks")
    checks._tabs.setCurrentIndex(1)
    checks.be_current()
    frame = checks.table.model.shown_frame()
    assert frame["name"].tolist() == [one.name for one in opened.document.results.checks]
    assert set(frame["passed"]) <= {"met", "not met"}


def test_a_finding_opens_its_row(window, cluster, rest):
    window.open_file(cluster, is_sample=True)
    rest(window)
    window.go("checks")
    rest(window)
    checks = window.place("checks")
    position = next(at for at, one in enumerate(window.document.findings) if one.row >= 0)
    checks.table.choose(position)
    assert checks.go_button.isVisible()
    checks.go_button.click()
    rest(window)
    assert window.current_place.name == "data"

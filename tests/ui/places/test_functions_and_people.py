"""Functions: what becomes of each, who does it and its pools."""


def test_functions_lists_each_with_what_becomes_of_it(at, opened):
    functions = at("functions")
    results = opened.document.results
    assert functions.table.model.rowCount() == len(results.functions)
    cell = functions.table.model.index(0, functions.table.model.column_of("redundancy_cost"))
    assert cell.data() == f"{results.functions['redundancy_cost'].iloc[0]:,.0f}"


def test_choosing_a_function_shows_who_does_it_and_its_pools(at, opened):
    functions, results = at("functions"), opened.document.results
    code = results.functions["function"].iloc[1]
    functions.table.choose(1)
    assert set(functions.pools.model.shown_frame()["function"]) == {code}
    done = results.services[
        (results.services["function"] == code) & (results.services["year"] == opened.document.year)
    ]
    assert functions.services.model.rowCount() == len(done)


def test_opening_a_function_shows_its_people(at, opened, rest):
    functions = at("functions")
    code = opened.document.results.functions["function"].iloc[0]
    functions.table.opened.emit(0)
    rest(opened)
    assert opened.current_place.name == "people"
    assert set(opened.place("people").people.model.shown_frame()["function"]) == {code}

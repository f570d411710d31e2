"""Pages for paper: results turned into tables, sentences and chart data, with nothing drawn yet."""

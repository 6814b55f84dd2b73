package dev.weir.contracts.release.json;

import static dev.weir.contracts.json.JsonKey.inside;
import static dev.weir.contracts.json.JsonKey.instant;
import static dev.weir.contracts.json.JsonKey.objects;
import static dev.weir.contracts.json.JsonKey.optionalObject;
import static dev.weir.contracts.json.JsonKey.optionalText;
import static dev.weir.contracts.json.JsonKey.optionalTexts;
import static dev.weir.contracts.json.JsonKey.optionalWhole;
import static dev.weir.contracts.json.JsonKey.text;
import static dev.weir.contracts.json.JsonKey.whole;

import dev.weir.contracts.json.JsonShape;
import dev.weir.contracts.release.TableLoad;

/** How a table came about, as JSON. */
final class TableLoadJson {

    private static final JsonShape<TableLoad.Span> SPAN = JsonShape.of(
            instant("from", TableLoad.Span::from),
            instant("to", TableLoad.Span::to),
            text("shown", TableLoad.Span::shown),
            TableLoad.Span::new);

    private static final JsonShape<TableLoad.Change> CHANGE = JsonShape.of(
            whole("added", TableLoad.Change::added),
            whole("removed", TableLoad.Change::removed),
            TableLoad.Change::new);

    private static final JsonShape<TableLoad.NewFiles> FILES = JsonShape.of(
            objects("made-of", RunRecordJson.FILE, TableLoad.NewFiles::madeOf),
            optionalTexts("replaced", TableLoad.NewFiles::replaced),
            TableLoad.NewFiles::new);

    static final JsonShape<TableLoad> LOAD = JsonShape.of(
            text("mode", TableLoad::mode),
            optionalWhole("base", TableLoad::base),
            optionalText("order", TableLoad::order),
            optionalObject("interval", SPAN, TableLoad::interval),
            inside(CHANGE, TableLoad::change),
            optionalObject("deletes", RunRecordJson.VERSION, TableLoad::deletes),
            inside(FILES, TableLoad::files),
            TableLoad::new);

    private TableLoadJson() {}
}

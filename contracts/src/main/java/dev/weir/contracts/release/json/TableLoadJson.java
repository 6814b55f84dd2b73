package dev.weir.contracts.release.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.TableFormat;
import dev.weir.contracts.json.Json;
import dev.weir.contracts.json.JsonObject;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.release.SourceCount;
import dev.weir.contracts.release.TableLoad;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** How a table came about, as JSON. */
final class TableLoadJson {

    private static final String MODE = "mode";
    private static final String BASE = "base";
    private static final String INTERVAL = "interval";
    private static final String FROM = "from";
    private static final String TO = "to";
    private static final String ORDER = "order";
    private static final String SHOWN = "shown";
    private static final String ADDED = "added";
    private static final String REMOVED = "removed";
    private static final String DELETES = "deletes";
    private static final String FORMAT = "format";
    private static final String LOCATION = "location";
    private static final String IDENTIFIER = "identifier";
    private static final String VERSION = "version";
    private static final String MADE_OF = "made-of";

    private TableLoadJson() {}

    static ObjectNode node(TableLoad load) {
        ObjectNode node = Json.object().put(MODE, load.mode());
        load.base().ifPresent(base -> node.put(BASE, base));
        load.order().ifPresent(order -> node.put(ORDER, order));
        load.interval()
                .ifPresent(span -> node.set(
                        INTERVAL,
                        Json.object()
                                .put(FROM, span.from().toString())
                                .put(TO, span.to().toString())
                                .put(SHOWN, span.shown())));
        node.put(ADDED, load.change().added()).put(REMOVED, load.change().removed());
        load.deletes()
                .ifPresent(version -> node.set(
                        DELETES,
                        Json.object()
                                .put(FORMAT, version.format().name())
                                .put(LOCATION, version.location())
                                .put(IDENTIFIER, version.identifier())
                                .put(VERSION, version.number())));
        node.set(MADE_OF, Json.objects(load.madeOf(), RunRecordJson::file));
        return node;
    }

    static TableLoad parse(JsonObject json) {
        String mode = json.text(MODE);
        OptionalLong base = json.optionalWhole(BASE);
        Optional<String> order = json.optionalText(ORDER);
        Optional<TableLoad.Span> interval = json.optionalObject(INTERVAL).map(TableLoadJson::span);
        long added = json.whole(ADDED);
        long removed = json.whole(REMOVED);
        Optional<ReleasedTable.Version> deletes = json.optionalObject(DELETES).map(TableLoadJson::version);
        List<SourceCount.SourceFile> madeOf = json.objects(MADE_OF, RunRecordJson::file);
        return json.end(() ->
                new TableLoad(mode, base, order, interval, new TableLoad.Change(added, removed), deletes, madeOf));
    }

    private static ReleasedTable.Version version(JsonObject json) {
        String format = json.text(FORMAT);
        String location = json.text(LOCATION);
        String identifier = json.text(IDENTIFIER);
        long number = json.whole(VERSION);
        return json.end(() -> new ReleasedTable.Version(new TableFormat(format), location, identifier, number));
    }

    private static TableLoad.Span span(JsonObject json) {
        Instant from = json.instant(FROM);
        Instant to = json.instant(TO);
        String shown = json.text(SHOWN);
        return json.end(() -> new TableLoad.Span(from, to, shown));
    }
}

package dev.weir.contracts.release.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.Rule;
import dev.weir.contracts.json.Json;
import dev.weir.contracts.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** What a rule checks, as an object whose {@code kind} says which. */
final class CheckJson {

    private static final String KIND = "kind";
    private static final String ROW = "row";
    private static final String TABLE = "table";
    private static final String KEY = "key";
    private static final String REFERENCE = "reference";
    private static final String SOURCE_COLUMNS = "source-columns";
    private static final String DEPENDS = "depends";
    private static final String DRIFT = "drift";
    private static final String FRESHNESS = "freshness";
    private static final String READABLE = "readable";
    private static final String NOT_EMPTY = "not-empty";
    private static final String NONE_LEFT_OUT = "none-left-out";
    private static final String CAST = "cast";

    private static final String PREDICATE = "predicate";
    private static final String WHERE = "where";
    private static final String DQDL = "dqdl";
    private static final String OF = "of";
    private static final String COLUMNS = "columns";
    private static final String NULLS = "nulls";
    private static final String PARENT = "parent";
    private static final String PARENT_COLUMNS = "parent-columns";
    private static final String DIFFERENCE = "difference";
    private static final String JOIN = "join";
    private static final String KEEP = "keep";
    private static final String BY = "by";
    private static final String ON = "on";
    private static final String COLUMN = "column";
    private static final String MEASURE = "measure";
    private static final String AGAINST = "against";
    private static final String RELEASE = "release";
    private static final String WINDOW = "window";
    private static final String LAST_RELEASE = "last-release";
    private static final String SEASON = "season";
    private static final String BOUND = "bound";
    private static final String ALARM = "alarm";
    private static final String VALUE = "value";
    private static final String AT_MOST_SECONDS = "at-most-seconds";

    private CheckJson() {}

    static ObjectNode of(Rule.Check check) {
        return check.match(
                CheckJson::row,
                dqdl -> kind(TABLE).put(DQDL, dqdl.rule()).put(OF, Json.word(dqdl.of())),
                CheckJson::key,
                CheckJson::reference,
                columns -> kind(SOURCE_COLUMNS).put(DIFFERENCE, Json.word(columns.difference())),
                CheckJson::depends,
                CheckJson::drift,
                freshness -> kind(FRESHNESS)
                        .put(COLUMN, freshness.column())
                        .put(AT_MOST_SECONDS, freshness.atMost().toSeconds()),
                readable -> kind(READABLE),
                notEmpty -> kind(NOT_EMPTY),
                noneLeftOut -> kind(NONE_LEFT_OUT),
                cast -> kind(CAST).put(COLUMN, cast.column()));
    }

    private static ObjectNode row(Rule.Row check) {
        ObjectNode node = kind(ROW).put(PREDICATE, check.predicate());
        check.where().ifPresent(where -> node.put(WHERE, where));
        node.set(COLUMNS, Json.texts(check.columns()));
        check.join().ifPresent(join -> node.set(JOIN, reference(join)));
        return node;
    }

    private static ObjectNode key(Rule.Key check) {
        ObjectNode node = kind(KEY);
        node.set(COLUMNS, Json.texts(check.columns()));
        node.put(NULLS, Json.word(check.nulls()));
        check.keep()
                .ifPresent(keep -> node.set(
                        KEEP, Json.object().put(KEEP, Json.word(keep.end())).put(BY, keep.by())));
        return node;
    }

    private static ObjectNode reference(Rule.Reference check) {
        ObjectNode node = kind(REFERENCE);
        node.set(COLUMNS, Json.texts(check.columns()));
        node.put(PARENT, check.parent());
        node.set(PARENT_COLUMNS, Json.texts(check.parentColumns()));
        return node;
    }

    private static ObjectNode depends(Rule.Depends check) {
        ObjectNode node = kind(DEPENDS);
        node.set(ON, Json.texts(check.on()));
        return node.put(COLUMN, check.column());
    }

    private static ObjectNode drift(Rule.Drift check) {
        ObjectNode node = kind(DRIFT).put(MEASURE, check.measure().toString());
        check.column().ifPresent(column -> node.put(COLUMN, column));
        node.set(AGAINST, baseline(check.against()));
        if (!check.seasons().isEmpty()) {
            node.set(SEASON, Json.texts(check.seasons().stream().map(Json::word).toList()));
        }
        check.bound()
                .ifPresent(bound -> node.set(
                        BOUND, Json.object().put(KIND, Json.word(bound.side())).put(VALUE, bound.value())));
        check.alarm().ifPresent(releases -> node.put(ALARM, releases));
        return node;
    }

    private static ObjectNode baseline(Rule.Baseline against) {
        if (against instanceof Rule.Baseline.Release release) {
            return kind(RELEASE).put(VALUE, release.number());
        }
        return against instanceof Rule.Baseline.Window window
                ? kind(WINDOW).put(VALUE, window.releases())
                : kind(LAST_RELEASE);
    }

    static Rule.Check parse(JsonObject json) {
        String kind = json.text(KIND);
        switch (kind) {
            case ROW -> {
                String predicate = json.text(PREDICATE);
                Optional<String> where = json.optionalText(WHERE);
                List<String> columns = json.texts(COLUMNS);
                Optional<Rule.Reference> join = json.optionalObject(JOIN).map(CheckJson::parseReference);
                return json.end(() -> new Rule.Row(predicate, where, columns, join));
            }
            case TABLE -> {
                String rule = json.text(DQDL);
                Rule.Of of = json.word(OF, Rule.Of.class);
                return json.end(() -> new Rule.Dqdl(rule, of));
            }
            case KEY -> {
                List<String> columns = json.texts(COLUMNS);
                Rule.Nulls nulls = json.word(NULLS, Rule.Nulls.class);
                Optional<Rule.Keep> keep = json.optionalObject(KEEP).map(CheckJson::parseKeep);
                return json.end(() -> new Rule.Key(columns, nulls, keep));
            }
            case REFERENCE -> {
                return parseReferenceOf(json);
            }
            case SOURCE_COLUMNS -> {
                Rule.Difference difference = json.word(DIFFERENCE, Rule.Difference.class);
                return json.end(() -> new Rule.SourceColumns(difference));
            }
            case DEPENDS -> {
                List<String> on = json.texts(ON);
                String column = json.text(COLUMN);
                return json.end(() -> new Rule.Depends(on, column));
            }
            case DRIFT -> {
                return parseDrift(json);
            }
            case FRESHNESS -> {
                String column = json.text(COLUMN);
                long seconds = json.whole(AT_MOST_SECONDS);
                return json.end(() -> new Rule.Freshness(column, Duration.ofSeconds(seconds)));
            }
            case READABLE -> {
                return json.end(Rule.ReadableShare::new);
            }
            case NOT_EMPTY -> {
                return json.end(Rule.NotEmpty::new);
            }
            case NONE_LEFT_OUT -> {
                return json.end(Rule.NoneLeftOut::new);
            }
            case CAST -> {
                String column = json.text(COLUMN);
                return json.end(() -> new Rule.TextCast(column));
            }
            default ->
                throw json.wrong(
                        KIND,
                        "one of row, table, key, reference, source-columns, depends, drift, freshness, readable, not-empty,"
                                + " none-left-out, cast");
        }
    }

    private static Rule.Reference parseReference(JsonObject json) {
        json.text(KIND);
        return parseReferenceOf(json);
    }

    private static Rule.Reference parseReferenceOf(JsonObject json) {
        List<String> columns = json.texts(COLUMNS);
        String parent = json.text(PARENT);
        List<String> parentColumns = json.texts(PARENT_COLUMNS);
        return json.end(() -> new Rule.Reference(columns, parent, parentColumns));
    }

    private static Rule.Keep parseKeep(JsonObject json) {
        Rule.End end = json.word(KEEP, Rule.End.class);
        String by = json.text(BY);
        return json.end(() -> new Rule.Keep(end, by));
    }

    private static Rule.Drift parseDrift(JsonObject json) {
        Rule.Measure measure = json.word(MEASURE, Rule.Measure.class);
        Optional<String> column = json.optionalText(COLUMN);
        Rule.Baseline against = parseBaseline(json.object(AGAINST));
        List<Rule.Season> seasons = json.words(SEASON, Rule.Season.class);
        Optional<Rule.Bound> bound = json.optionalObject(BOUND).map(CheckJson::parseBound);
        OptionalLong alarm = json.optionalWhole(ALARM);
        return json.end(() -> new Rule.Drift(measure, column, against, seasons, bound, whole(alarm)));
    }

    private static OptionalInt whole(OptionalLong number) {
        return number.isPresent() ? OptionalInt.of(Math.toIntExact(number.getAsLong())) : OptionalInt.empty();
    }

    private static Rule.Bound parseBound(JsonObject bound) {
        Rule.Bound.Side side = bound.word(KIND, Rule.Bound.Side.class);
        double value = bound.number(VALUE);
        return bound.end(() -> new Rule.Bound(side, value));
    }

    private static Rule.Baseline parseBaseline(JsonObject json) {
        String kind = json.text(KIND);
        switch (kind) {
            case LAST_RELEASE -> {
                return json.end(Rule.Baseline.LastRelease::new);
            }
            case RELEASE -> {
                long number = json.whole(VALUE);
                return json.end(() -> new Rule.Baseline.Release(number));
            }
            case WINDOW -> {
                int releases = json.position(VALUE);
                return json.end(() -> new Rule.Baseline.Window(releases));
            }
            default -> throw json.wrong(KIND, "one of last-release, release, window");
        }
    }

    private static ObjectNode kind(String kind) {
        return Json.object().put(KIND, kind);
    }
}

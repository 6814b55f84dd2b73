package dev.weir.contracts.release.json;

import static dev.weir.contracts.json.JsonKey.number;
import static dev.weir.contracts.json.JsonKey.object;
import static dev.weir.contracts.json.JsonKey.optionalInt;
import static dev.weir.contracts.json.JsonKey.optionalObject;
import static dev.weir.contracts.json.JsonKey.optionalText;
import static dev.weir.contracts.json.JsonKey.optionalWords;
import static dev.weir.contracts.json.JsonKey.position;
import static dev.weir.contracts.json.JsonKey.text;
import static dev.weir.contracts.json.JsonKey.texts;
import static dev.weir.contracts.json.JsonKey.whole;
import static dev.weir.contracts.json.JsonKey.word;

import dev.weir.contracts.Rule;
import dev.weir.contracts.json.JsonShape;
import java.time.Duration;

/** What a rule checks, as an object whose {@code kind} says which. */
final class CheckJson {

    private static final String KIND = "kind";

    private static final JsonShape<Rule.Reference> REFERENCE = JsonShape.of(
            texts("columns", Rule.Reference::columns),
            text("parent", Rule.Reference::parent),
            texts("parent-columns", Rule.Reference::parentColumns),
            Rule.Reference::new);

    private static final JsonShape.Kind<Rule.Reference> REFERENCES =
            new JsonShape.Kind<>("reference", Rule.Reference.class, REFERENCE);

    private static final JsonShape<Rule.Row> ROW = JsonShape.of(
            text("predicate", Rule.Row::predicate),
            optionalText("where", Rule.Row::where),
            texts("columns", Rule.Row::columns),
            optionalObject("join", JsonShape.oneOf(KIND, REFERENCES), Rule.Row::join),
            Rule.Row::new);

    private static final JsonShape<Rule.Dqdl> TABLE =
            JsonShape.of(text("dqdl", Rule.Dqdl::rule), word("of", Rule.Of.class, Rule.Dqdl::of), Rule.Dqdl::new);

    private static final JsonShape<Rule.Keep> KEEP =
            JsonShape.of(word("keep", Rule.End.class, Rule.Keep::end), text("by", Rule.Keep::by), Rule.Keep::new);

    private static final JsonShape<Rule.Key> KEY = JsonShape.of(
            texts("columns", Rule.Key::columns),
            word("nulls", Rule.Nulls.class, Rule.Key::nulls),
            optionalText("where", Rule.Key::where),
            optionalObject("keep", KEEP, Rule.Key::keep),
            Rule.Key::new);

    private static final JsonShape<Rule.SourceColumns> SOURCE_COLUMNS = JsonShape.of(
            word("difference", Rule.Difference.class, Rule.SourceColumns::difference), Rule.SourceColumns::new);

    private static final JsonShape<Rule.Depends> DEPENDS =
            JsonShape.of(texts("on", Rule.Depends::on), text("column", Rule.Depends::column), Rule.Depends::new);

    private static final JsonShape<Rule.Baseline> BASELINE = JsonShape.oneOf(
            KIND,
            new JsonShape.Kind<>(
                    "last-release", Rule.Baseline.LastRelease.class, JsonShape.empty(Rule.Baseline.LastRelease::new)),
            new JsonShape.Kind<>(
                    "release",
                    Rule.Baseline.Release.class,
                    JsonShape.of(whole("value", Rule.Baseline.Release::number), Rule.Baseline.Release::new)),
            new JsonShape.Kind<>(
                    "window",
                    Rule.Baseline.Window.class,
                    JsonShape.of(position("value", Rule.Baseline.Window::releases), Rule.Baseline.Window::new)));

    private static final JsonShape<Rule.Bound> BOUND = JsonShape.of(
            word(KIND, Rule.Bound.Side.class, Rule.Bound::side), number("value", Rule.Bound::value), Rule.Bound::new);

    private static final JsonShape<Rule.Drift> DRIFT = JsonShape.of(
            word("measure", Rule.Measure.class, Rule.Drift::measure),
            optionalText("column", Rule.Drift::column),
            object("against", BASELINE, Rule.Drift::against),
            optionalWords("season", Rule.Season.class, Rule.Drift::seasons),
            optionalObject("bound", BOUND, Rule.Drift::bound),
            optionalInt("alarm", Rule.Drift::alarm),
            Rule.Drift::new);

    private static final JsonShape<Rule.Freshness> FRESHNESS = JsonShape.of(
            text("column", Rule.Freshness::column),
            whole("at-most-seconds", check -> check.atMost().toSeconds()),
            (column, seconds) -> new Rule.Freshness(column, Duration.ofSeconds(seconds)));

    static final JsonShape<Rule.Check> CHECK = JsonShape.oneOf(
            KIND,
            new JsonShape.Kind<>("row", Rule.Row.class, ROW),
            new JsonShape.Kind<>("table", Rule.Dqdl.class, TABLE),
            new JsonShape.Kind<>("key", Rule.Key.class, KEY),
            REFERENCES,
            new JsonShape.Kind<>("source-columns", Rule.SourceColumns.class, SOURCE_COLUMNS),
            new JsonShape.Kind<>("depends", Rule.Depends.class, DEPENDS),
            new JsonShape.Kind<>("drift", Rule.Drift.class, DRIFT),
            new JsonShape.Kind<>("freshness", Rule.Freshness.class, FRESHNESS),
            new JsonShape.Kind<>("readable", Rule.ReadableShare.class, JsonShape.empty(Rule.ReadableShare::new)),
            new JsonShape.Kind<>("not-empty", Rule.NotEmpty.class, JsonShape.empty(Rule.NotEmpty::new)),
            new JsonShape.Kind<>("none-left-out", Rule.NoneLeftOut.class, JsonShape.empty(Rule.NoneLeftOut::new)),
            new JsonShape.Kind<>(
                    "cast",
                    Rule.TextCast.class,
                    JsonShape.of(text("column", Rule.TextCast::column), Rule.TextCast::new)));

    private CheckJson() {}
}

package dev.weir.contracts.release.json;

import static dev.weir.contracts.json.JsonKey.inside;
import static dev.weir.contracts.json.JsonKey.object;
import static dev.weir.contracts.json.JsonKey.position;
import static dev.weir.contracts.json.JsonKey.text;
import static dev.weir.contracts.json.JsonKey.whole;
import static dev.weir.contracts.json.JsonKey.word;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.Dimension;
import dev.weir.contracts.Place;
import dev.weir.contracts.Rule;
import dev.weir.contracts.Severity;
import dev.weir.contracts.Waiver;
import dev.weir.contracts.json.Json;
import dev.weir.contracts.json.JsonKey;
import dev.weir.contracts.json.JsonObject;
import dev.weir.contracts.json.JsonShape;
import dev.weir.contracts.release.Verdict;
import java.time.LocalDate;

/** A verdict as an object: the rule as it was judged, then what it said. */
final class VerdictJson {

    static final JsonShape<Place> PLACE = JsonShape.of(
            text("file", Place::file), position("line", Place::line), position("column", Place::column), Place::new);

    private static final JsonShape<Rule.Standing> STANDING = JsonShape.of(
            word("author", Rule.Author.class, Rule.Standing::author),
            word("dimension", Dimension.class, Rule.Standing::dimension),
            text("owner", Rule.Standing::owner),
            text("because", Rule.Standing::because),
            Rule.Standing::new);

    private static final JsonShape<Rule> RULE = JsonShape.of(
            text("id", Rule::id),
            text("table", Rule::table),
            object("check", CheckJson.CHECK, Rule::check),
            word("severity", Severity.class, Rule::severity),
            inside(STANDING, Rule::standing),
            object("terms", TermsJson.TERMS, Rule::terms),
            object("place", PLACE, Rule::place),
            Rule::new);

    private static final JsonShape<Verdict.JudgedRows> ROWS = JsonShape.of(
            whole("evaluated", Verdict.JudgedRows::evaluated),
            whole("failed-rows", Verdict.JudgedRows::failed),
            Verdict.JudgedRows::new);

    static final JsonShape<Verdict> VERDICT = JsonShape.of(
            inside(RULE, Verdict::rule),
            JsonKey.of(
                    (verdict, node) -> node.put("fingerprint", RuleFingerprint.of(verdict.rule())),
                    json -> json.text("fingerprint")), // follows from the rule
            word("verdict", Verdict.Answer.class, Verdict::answer),
            inside(ROWS, Verdict::rows),
            text("explanation", Verdict::explanation),
            JsonKey.of(VerdictJson::putSubject, VerdictJson::subject),
            JsonKey.of(VerdictJson::putMetrics, json -> json.numbers("metrics")),
            JsonKey.of(VerdictJson::putWaiver, json -> json.optionalObject("waiver")),
            (rule, fingerprint, answer, rows, explanation, subject, metrics, waiver) -> new Verdict(
                    rule, answer, rows, explanation, metrics, waiver.map(given -> waiver(rule.id(), given)), subject));

    private VerdictJson() {}

    private static void putSubject(Verdict verdict, ObjectNode node) {
        if (verdict.subject() != Verdict.Subject.SOMETHING) {
            node.put("subject", Json.word(verdict.subject()));
        }
    }

    private static Verdict.Subject subject(JsonObject json) {
        return json.optionalText("subject").isPresent()
                ? json.word("subject", Verdict.Subject.class)
                : Verdict.Subject.SOMETHING;
    }

    private static void putMetrics(Verdict verdict, ObjectNode node) {
        ObjectNode metrics = node.putObject("metrics");
        verdict.metrics().forEach((name, value) -> {
            if (Double.isFinite(value)) { // JSON has no other numbers
                metrics.put(name, value);
            }
        });
    }

    private static void putWaiver(Verdict verdict, ObjectNode node) {
        verdict.waiver()
                .ifPresent(waiver -> node.putObject("waiver")
                        .put("product", waiver.product())
                        .put("until", waiver.until().toString())
                        .put("by", waiver.by())
                        .put("because", waiver.because())
                        .set("place", PLACE.node(waiver.place())));
    }

    /** A waiver is of the verdict's rule, and does not name it. */
    private static Waiver waiver(String rule, JsonObject json) {
        String product = json.text("product");
        LocalDate until = json.date("until");
        String by = json.text("by");
        String because = json.text("because");
        Place place = PLACE.parse(json.object("place"));
        return json.end(() -> new Waiver(product, rule, until, by, because, place));
    }
}

package dev.weir.contracts.release.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.Dimension;
import dev.weir.contracts.Place;
import dev.weir.contracts.Rule;
import dev.weir.contracts.Severity;
import dev.weir.contracts.Waiver;
import dev.weir.contracts.json.Json;
import dev.weir.contracts.json.JsonObject;
import dev.weir.contracts.release.Verdict;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/** A verdict as an object: the rule as it was judged, then what it said. */
final class VerdictJson {

    private static final String ID = "id";
    private static final String TABLE = "table";
    private static final String CHECK = "check";
    private static final String SEVERITY = "severity";
    private static final String AUTHOR = "author";
    private static final String DIMENSION = "dimension";
    private static final String OWNER = "owner";
    private static final String BECAUSE = "because";
    private static final String PLACE = "place";
    private static final String FILE = "file";
    private static final String LINE = "line";
    private static final String COLUMN = "column";
    private static final String VERDICT = "verdict";
    private static final String EVALUATED = "evaluated";
    private static final String FAILED_ROWS = "failed-rows";
    private static final String EXPLANATION = "explanation";
    private static final String TERMS = "terms";
    private static final String FINGERPRINT = "fingerprint";
    private static final String METRICS = "metrics";
    private static final String WAIVER = "waiver";
    private static final String UNTIL = "until";
    private static final String BY = "by";
    private static final String PRODUCT = "product";
    private static final String SUBJECT = "subject";

    private VerdictJson() {}

    static ObjectNode print(Verdict verdict) {
        Rule rule = verdict.rule();
        ObjectNode node = Json.object().put(ID, rule.id()).put(TABLE, rule.table());
        node.set(CHECK, rule.check().match(new CheckJson()));
        node.put(SEVERITY, Json.word(rule.severity()))
                .put(AUTHOR, Json.word(rule.standing().author()))
                .put(DIMENSION, Json.word(rule.standing().dimension()))
                .put(OWNER, rule.standing().owner())
                .put(BECAUSE, rule.standing().because());
        node.set(TERMS, TermsJson.print(rule.terms()));
        node.set(PLACE, print(rule.place()));
        node.put(FINGERPRINT, RuleFingerprint.of(rule))
                .put(VERDICT, Json.word(verdict.answer()))
                .put(EVALUATED, verdict.rows().evaluated())
                .put(FAILED_ROWS, verdict.rows().failed())
                .put(EXPLANATION, verdict.explanation());
        if (verdict.subject() == Verdict.Subject.NOTHING) {
            node.put(SUBJECT, Json.word(verdict.subject()));
        }
        ObjectNode metrics = Json.object();
        verdict.metrics().forEach((name, value) -> {
            if (Double.isFinite(value)) { // JSON has no other numbers
                metrics.put(name, value);
            }
        });
        node.set(METRICS, metrics);
        verdict.waiver().ifPresent(waiver -> node.set(WAIVER, print(waiver)));
        return node;
    }

    private static ObjectNode print(Place place) {
        return Json.object().put(FILE, place.file()).put(LINE, place.line()).put(COLUMN, place.column());
    }

    private static ObjectNode print(Waiver waiver) {
        ObjectNode node = Json.object()
                .put(PRODUCT, waiver.product())
                .put(UNTIL, waiver.until().toString())
                .put(BY, waiver.by())
                .put(BECAUSE, waiver.because());
        node.set(PLACE, print(waiver.place()));
        return node;
    }

    static Verdict parse(JsonObject json) {
        String id = json.text(ID);
        String table = json.text(TABLE);
        Rule.Check check = CheckJson.parse(json.object(CHECK));
        Severity severity = json.word(SEVERITY, Severity.class);
        Rule.Standing standing = new Rule.Standing(
                json.word(AUTHOR, Rule.Author.class),
                json.word(DIMENSION, Dimension.class),
                json.text(OWNER),
                json.text(BECAUSE));
        Rule.Terms terms = TermsJson.parse(json.object(TERMS));
        Place place = place(json.object(PLACE));
        json.text(FINGERPRINT); // follows from the rule
        Verdict.Answer answer = json.word(VERDICT, Verdict.Answer.class);
        long evaluated = json.whole(EVALUATED);
        long failedRows = json.whole(FAILED_ROWS);
        String explanation = json.text(EXPLANATION);
        Verdict.Subject subject = json.optionalText(SUBJECT).isPresent()
                ? json.word(SUBJECT, Verdict.Subject.class)
                : Verdict.Subject.SOMETHING;
        Map<String, Double> metrics = json.numbers(METRICS);
        Optional<Waiver> waiver = json.optionalObject(WAIVER).map(node -> waiver(id, node));
        return json.end(() -> new Verdict(
                new Rule(id, table, check, severity, standing, terms, place),
                answer,
                new Verdict.JudgedRows(evaluated, failedRows),
                explanation,
                metrics,
                waiver,
                subject));
    }

    private static Waiver waiver(String rule, JsonObject json) {
        String product = json.text(PRODUCT);
        LocalDate until = json.date(UNTIL);
        String by = json.text(BY);
        String because = json.text(BECAUSE);
        Place place = place(json.object(PLACE));
        return json.end(() -> new Waiver(product, rule, until, by, because, place));
    }

    private static Place place(JsonObject json) {
        String file = json.text(FILE);
        int line = json.position(LINE);
        int column = json.position(COLUMN);
        return json.end(() -> new Place(file, line, column));
    }
}
